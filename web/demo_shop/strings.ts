import { I18n, languageOf } from "../shared/i18n";
import type { Language } from "../shared/protocol";
import en from "./locales/en.json";
import pl from "./locales/pl.json";

export type StringKey = keyof typeof pl;

const CHOSEN = new URLSearchParams(location.search).get("lang");

/** The shop's sentences: the language of the address, else of the browser. */
export const i18n = new I18n<StringKey>({ pl, en }, languageOf(CHOSEN ?? navigator.language));

/** Changes the page's language and keeps it in the address, so that it can be passed on. */
export function speak(language: Language): void {
  i18n.setLocale(language);
  document.documentElement.lang = language;
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
}
