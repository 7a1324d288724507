import { I18n } from "../../shared/i18n";
import en from "./locales/en.json";
import pl from "./locales/pl.json";

export type GoldenKey = keyof typeof pl;

/** The sentences about golden questions, the gate and why something is found. */
export const goldenWords = new I18n<GoldenKey>({ pl, en }, "pl");
