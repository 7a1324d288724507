import { I18n } from "../../shared/i18n";
import en from "./locales/en.json";
import pl from "./locales/pl.json";

export type GapKey = keyof typeof pl;

/** The sentences of the pages of gaps and of the articles' health. */
export const gapWords = new I18n<GapKey>({ pl, en }, "pl");
