import { ApiError } from "../../shared/http";
import type { Language } from "../../shared/protocol";
import { slugFrom, slugProblem } from "../state/content";
import type { Act, Target } from "./protocol";
import type { GapKey } from "./words";

/** The fields an act may need; a title and a body for each language that was asked in. */
export type ActField = "article_id" | "category" | "reason" | `title_${Language}` | `body_${Language}`;

/** What an editor fills in before acting on a group. */
export class ActForm {
  readonly languages: readonly Language[];
  ticked: ReadonlySet<number>;
  golden = true;
  values: Partial<Record<ActField, string>>;
  #idFollows = true;

  constructor(
    readonly target: Target,
    readonly action: Act["action"],
  ) {
    const asked = Object.entries(target.languages) as [Language, number][];
    this.languages = asked
      .sort(([, one], [, other]) => other - one)
      .map(([language]) => language)
      .concat(asked.length ? [] : target.language);
    this.ticked = new Set(target.examples.map(({ id }) => id));
    const nearest = "nearest" in target ? target.nearest?.article_id : target.article_id;
    this.values =
      action === "start" ? this.#suggested() : action === "add" ? { article_id: nearest ?? "" } : {};
  }

  fill(field: ActField, value: string): void {
    this.values = { ...this.values, [field]: value };
    if (field === "article_id") this.#idFollows = value === "";
    if (field === `title_${this.target.language}` && this.action === "start" && this.#idFollows)
      this.values = { ...this.values, article_id: slugFrom(value) };
  }

  tick(id: number, on: boolean): void {
    const ticked = new Set(this.ticked);
    if (on) ticked.add(id);
    else ticked.delete(id);
    this.ticked = ticked;
  }

  /** What is missing or wrong, by field. */
  problems(): Partial<Record<ActField, GapKey>> {
    if (this.action === "dismiss") return this.#text("reason") ? {} : { reason: "needs_text" };
    if (this.action === "add") return this.#text("article_id") ? {} : { article_id: "needs_text" };
    const problems: Partial<Record<ActField, GapKey>> = {};
    const written = this.languages.filter((language) => this.#text(`body_${language}`));
    if (written.length === 0) problems[`body_${this.languages[0]!}`] = "needs_language";
    for (const language of written)
      if (!this.#text(`title_${language}`)) problems[`title_${language}`] = "needs_text";
    for (const field of ["article_id", "category"] as const) {
      const problem = slugProblem(this.#text(field));
      if (problem) problems[field] = problem === "empty" ? "needs_text" : "bad_slug";
    }
    return problems;
  }

  /** The act as it is sent. */
  act(): Act {
    const examples = [...this.ticked];
    if (this.action === "dismiss") return { action: "dismiss", reason: this.#text("reason") };
    const article_id = this.#text("article_id");
    if (this.action === "add") return { action: "add", article_id, examples, golden: this.golden };
    const written = this.languages.filter((language) => this.#text(`body_${language}`));
    return {
      action: "start",
      article_id,
      category: this.#text("category"),
      languages: Object.fromEntries(
        written.map((language) => [
          language,
          { title: this.#text(`title_${language}`), body: this.#text(`body_${language}`) },
        ]),
      ),
      examples,
      golden: this.golden,
    };
  }

  /** Titles from what was asked: the central question, and in another language the latest one. */
  #suggested(): Partial<Record<ActField, string>> {
    const { name, language, examples } = this.target;
    const titles = this.languages.map((other) => [
      `title_${other}`,
      other === language ? name : examples.find((example) => example.language === other)?.text,
    ]);
    return { ...Object.fromEntries(titles), article_id: slugFrom(name) };
  }

  #text(field: ActField): string {
    return (this.values[field] ?? "").trim();
  }
}

/** Why an act was refused, as a sentence to show with the name of who was faster. */
export function refusal(error: unknown): { key: GapKey; by: string; closes: boolean } {
  const { code = "", status = 0, details = {} } = error instanceof ApiError ? error : {};
  const by = String(details["by"] ?? "");
  if (code === "gap_taken") return { key: "taken", by, closes: true };
  if (status === 404) return { key: "gone", by, closes: true };
  if (code === "edited_meanwhile") return { key: "edited_meanwhile", by, closes: false };
  if (code === "already_there") return { key: "id_taken", by, closes: false };
  return { key: status === 0 ? "offline" : "refused", by, closes: false };
}
