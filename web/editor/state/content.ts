import type { ArticleContent } from "../../shared/editor-protocol";

export type ContentField = keyof ArticleContent;

/** What is wrong with a field; the desk's own codes, so that both sides are worded alike. */
export type FieldProblem = "empty" | "too_long" | "bad_slug" | "taken" | (string & {});

/** The limits of the knowledge base, in characters. */
const LONGEST: Partial<Record<ContentField, number>> = { title: 200, body: 100_000, owner: 120 };
const LONGEST_QUESTION = 300;
const LONGEST_SLUG = 80;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const EMPTY: ArticleContent = {
  title: "",
  body: "",
  questions: [],
  tags: [],
  owner: "",
  valid_from: null,
  review_by: null,
};

/** The content as it is stored: without stray white space and empty entries. */
export function cleaned(content: ArticleContent): ArticleContent {
  const entries = (list: readonly string[]) => list.map((entry) => entry.trim()).filter(Boolean);
  return {
    title: content.title.trim(),
    body: content.body.replaceAll("\r\n", "\n").trim(),
    questions: entries(content.questions),
    tags: entries(content.tags),
    owner: content.owner?.trim() ?? "",
    valid_from: content.valid_from || null,
    review_by: content.review_by || null,
  };
}

/** Whether two contents would be stored alike. */
export function sameContent(one: ArticleContent, other: ArticleContent): boolean {
  return JSON.stringify(cleaned(one)) === JSON.stringify(cleaned(other));
}

/** The fields in which two contents differ. */
export function differingFields(one: ArticleContent, other: ArticleContent): ContentField[] {
  const [left, right] = [cleaned(one), cleaned(other)];
  return (Object.keys(left) as ContentField[]).filter(
    (field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]),
  );
}

/** What the knowledge base would refuse, by field. */
export function problemsOf(content: ArticleContent): Partial<Record<ContentField, FieldProblem>> {
  const clean = cleaned(content);
  const problems: Partial<Record<ContentField, FieldProblem>> = {};
  for (const field of ["title", "body", "owner"] as const) {
    if (!clean[field] && field !== "owner") problems[field] = "empty";
    if ((clean[field]?.length ?? 0) > (LONGEST[field] ?? Infinity)) problems[field] = "too_long";
  }
  if (clean.questions.some((question) => question.length > LONGEST_QUESTION)) problems.questions = "too_long";
  return problems;
}

/** What is wrong with an article's id or category, or null. */
export function slugProblem(slug: string): FieldProblem | null {
  if (!slug) return "empty";
  return SLUG.test(slug) && slug.length <= LONGEST_SLUG ? null : "bad_slug";
}

/** An id made from a title: `Jak zwrócić zamówienie?` gives `jak-zwrocic-zamowienie`. */
export function slugFrom(title: string): string {
  return title
    .toLowerCase()
    .replaceAll("ł", "l")
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, "");
}
