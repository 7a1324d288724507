import { I18n } from "../shared/i18n";
import type { Language } from "../shared/protocol";
import en from "./locales/en.json";
import pl from "./locales/pl.json";
import type { ContentField, FieldProblem } from "./state/content";
import type { EditionProblem } from "./state/edition-problem";

export type EditorKey = keyof typeof pl;

/** The editor's sentences. */
export const words = new I18n<EditorKey>({ pl, en }, "pl");

/** The languages articles are written in, the shop's own first. */
export const LANGUAGES: readonly Language[] = ["pl", "en"];

export function fieldProblemInWords(problem: FieldProblem): string {
  const key = `field_${problem}`;
  return words.t(key in pl ? (key as EditorKey) : "field_refused");
}

export function editionProblemInWords(problem: EditionProblem): string {
  return words.t(`problem_${problem}`);
}

/** What a comparison or a conflict calls the fields. */
export const FIELD_NAMES: Record<ContentField, EditorKey> = {
  title: "article_title",
  body: "body",
  questions: "questions",
  tags: "tags",
  owner: "owner",
  valid_from: "valid_from",
  review_by: "review_by",
};

/** A number from 0 to 1 as a percentage. */
export function percent(share: number): string {
  return new Intl.NumberFormat(words.language, { style: "percent" }).format(share);
}

/** A moment as date and time. */
export function moment(at: string): string {
  return new Intl.DateTimeFormat(words.language === "en" ? "en-GB" : "pl", {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(at));
}

/** A day written `2026-11-22`, in words. */
export function day(written: string): string {
  return new Intl.DateTimeFormat(words.language === "en" ? "en-GB" : "pl", {
    dateStyle: "medium",
    timeZone: "UTC",
  }).format(new Date(`${written}T00:00:00Z`));
}

/** The day it is here, as `2026-11-22`. */
export function isoDay(at: Date): string {
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
