import { I18n, languageOf, type Phrase } from "../shared/i18n";
import type { Language } from "../shared/protocol";
import { roundedWait } from "../shared/time";
import type pl from "./locales/pl.json";

export type StringKey = keyof typeof pl;

/** Where each language's sentences lie; a customer fetches those of one. */
const CATALOGUES = import.meta.glob<string>("./locales/*.json", {
  eager: true,
  query: "?url",
  import: "default",
});
const TRY_AGAIN_AFTER = 2_000;

/** The widget's sentences; one locale for everything the customer sees. */
export const i18n = new I18n<StringKey>({}, languageOf(navigator.language));

/** Fetches a language's sentences, again and again until they are there: without words there is no chat. */
export async function learn(language: Language): Promise<void> {
  while (!i18n.knows(language)) {
    try {
      const answer = await fetch(CATALOGUES[`./locales/${language}.json`]!);
      i18n.learn(language, (await answer.json()) as Record<StringKey, Phrase>);
    } catch {
      await new Promise((again) => setTimeout(again, TRY_AGAIN_AFTER));
    }
  }
}

/** An estimated wait in words. */
export function waitInWords(seconds: number): string {
  const { unit, count } = roundedWait(seconds);
  return i18n.t(`wait_${unit}`, { count });
}
