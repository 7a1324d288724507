import { I18n } from "../i18n";
import en from "./locales/en.json";
import pl from "./locales/pl.json";

export type StaffKey = keyof typeof pl;

/** The words that all pages of the staff share. */
export const staffWords = new I18n<StaffKey>({ pl, en }, "pl");
