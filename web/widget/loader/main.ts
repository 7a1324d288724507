/** The script a shop puts on its pages; web/widget/README.md has the snippet. */

import { commandsFor, runQueued, type WarmlineFunction } from "./commands";
import { readSettings, type ShopSettings } from "./settings";
import { Warmline } from "./warmline";

interface ShopWindow {
  warmlineSettings?: ShopSettings;
  Warmline?: WarmlineFunction & { open?: unknown };
}

const script = document.currentScript as HTMLScriptElement | null;

function begin(): void {
  const page = window as unknown as ShopWindow;
  if (!script || page.Warmline?.open) return;
  const settings = readSettings(page.warmlineSettings, script.dataset, document.documentElement.lang);
  const run = commandsFor(new Warmline(script.src, settings));
  const stub = page.Warmline;
  page.Warmline = run;
  runQueued(run, stub);
}

if (document.body) begin();
else addEventListener("DOMContentLoaded", begin);
