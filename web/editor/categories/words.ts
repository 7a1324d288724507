import { I18n } from "../../shared/i18n";
import en from "./locales/en.json";
import pl from "./locales/pl.json";

export type CategoryKey = keyof typeof pl;

/** The sentences about categories. */
export const categoryWords = new I18n<CategoryKey>({ pl, en }, "pl");
