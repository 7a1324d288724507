import { I18n, languageOf } from "../shared/i18n";
import { roundedWait } from "../shared/time";
import en from "./locales/en.json";
import pl from "./locales/pl.json";

export type StringKey = keyof typeof pl;

/** The widget's sentences; one locale for everything the customer sees. */
export const i18n = new I18n<StringKey>({ pl, en }, languageOf(navigator.language));

/** An estimated wait in words. */
export function waitInWords(seconds: number): string {
  const { unit, count } = roundedWait(seconds);
  return i18n.t(`wait_${unit}`, { count });
}
