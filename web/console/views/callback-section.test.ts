import { afterEach, describe, expect, it, vi } from "vitest";
import type { Callback } from "../../shared/staff-protocol";
import { Callbacks } from "../state/callbacks";
import { ANNA, apiFactory, callbackFactory } from "../state/testing";
import { words } from "../words";
import type { CallbackItem } from "./callback-item";
import "./callback-section";
import type { CallbackSection } from "./callback-section";

async function sectionFactory(open: Callback[]) {
  const api = apiFactory();
  const section = document.createElement("wl-callback-section") as CallbackSection;
  section.callbacks = new Callbacks(ANNA, api, vi.fn());
  section.callbacks.take(open);
  section.loaded = true;
  document.body.append(section);
  await section.updateComplete;
  const items = () => [...section.renderRoot.querySelectorAll<CallbackItem>("wl-callback-item")];
  await Promise.all(items().map((item) => item.updateComplete));
  return { api, section, items, text: () => section.renderRoot.textContent!.replace(/\s+/g, " ") };
}

const buttons = (item: CallbackItem) => [...item.renderRoot.querySelectorAll("button")];
const labels = (item: CallbackItem) => buttons(item).map((button) => button.textContent!.trim());

afterEach(() => {
  document.body.replaceChildren();
  words.setLocale("pl");
});

describe("the list of call-backs", () => {
  it("says so when nobody asks, and counts those who do", async () => {
    expect((await sectionFactory([])).text()).toContain("Nikt nie prosi o telefon ani e-mail.");
    const { section, items } = await sectionFactory([callbackFactory(), callbackFactory({ id: "k-2" })]);
    expect(section.renderRoot.querySelector(".badge")?.textContent).toBe("2");
    expect(items()).toHaveLength(2);
  });

  it("shows who, why, when it suits, what was tried, and the way to the story", async () => {
    const callback = callbackFactory({
      reason: "complaint",
      best_time: "po 17",
      attempts: 2,
      note: "zajęte",
    });
    const [item] = (await sectionFactory([callback])).items();
    const shown = item!.renderRoot.textContent!.replace(/\s+/g, " ");
    for (const part of ["Maria", "+48 ••• ••• 200", "Reklamacja", "„po 17”", "2 nieudane próby", "zajęte"])
      expect(shown).toContain(part);
    expect(item!.renderRoot.querySelector(".story")?.getAttribute("href")).toBe("#/c-1");
    expect(labels(item!)).toEqual(["Zajmę się"]);
  });

  it("gives the number to dial, and the focus, to whoever takes it", async () => {
    const { api, items } = await sectionFactory([callbackFactory()]);
    const mine = callbackFactory({ contact: "+48600100200", taken_by: { id: ANNA.id, name: "Anna" } });
    api.changeCallback.mockResolvedValue(mine);
    const [item] = items();
    buttons(item!)[0]!.click();
    await vi.waitFor(() => expect(labels(item!)).toEqual(["Załatwione", "Brak kontaktu", "Odłóż"]));
    const link = item!.renderRoot.querySelector(".contact a")!;
    expect([link.getAttribute("href"), link.textContent]).toEqual(["tel:+48600100200", "+48 600 100 200"]);
    await vi.waitFor(() =>
      expect((item!.renderRoot as ShadowRoot).activeElement?.textContent?.trim()).toBe("Załatwione"),
    );
  });

  it("offers nothing where another sees to it, and names them", async () => {
    words.setLocale("en");
    const callback = callbackFactory({ way: "email", taken_by: { id: "s-piotr", name: "Piotr" } });
    const [item] = (await sectionFactory([callback])).items();
    expect(item!.renderRoot.textContent).toContain("With Piotr");
    expect(item!.renderRoot.textContent).toContain("E-mail:");
    expect(labels(item!)).toEqual([]);
  });
});
