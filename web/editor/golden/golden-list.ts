import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import type { GoldenApi, GoldenFields, GoldenFilters } from "./golden-api";
import type { GoldenQuestion } from "./protocol";

/** Why a question could not be kept; the desk's own codes where it gave one. */
export type GoldenProblem =
  "empty" | "too_long" | "already_golden" | "edited_meanwhile" | "unknown_article" | "failed";

const EVERYTHING: GoldenFilters = { article: "", language: "", show: "all" };
const TOLD: readonly GoldenProblem[] = [
  "empty",
  "too_long",
  "already_golden",
  "edited_meanwhile",
  "unknown_article",
];

/** The golden questions on the screen, and what they are narrowed to. */
export class GoldenList extends Observable {
  status: "loading" | "ready" | "failed" = "loading";
  questions: readonly GoldenQuestion[] = [];
  /** How many there are in all; each of them is asked before anything is published. */
  total = 0;
  filters: GoldenFilters = EVERYTHING;
  /** Whether all of them are being asked. */
  checking = false;
  #asking: AbortController | null = null;

  constructor(
    private readonly api: GoldenApi,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** Shows all questions, or those of one article. */
  show(article: string): Promise<void> {
    return this.narrow({ ...EVERYTHING, article });
  }

  narrow(change: Partial<GoldenFilters>): Promise<void> {
    if (change.article !== undefined && change.article !== this.filters.article) this.questions = [];
    this.filters = { ...this.filters, ...change };
    return this.load();
  }

  async load(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const { questions, total } = await this.api.list(this.filters, asking.signal);
      if (asking.signal.aborted) return;
      this.questions = questions;
      this.total = total;
      this.status = "ready";
    } catch (error) {
      if (asking.signal.aborted) return;
      this.onError(error);
      this.status = "failed";
    }
    this.changed();
  }

  /** Keeps a new question, or changes one; says what is wrong where it cannot be kept. */
  keep(fields: GoldenFields, known: GoldenQuestion | null): Promise<GoldenProblem | null> {
    const said = { ...fields, text: fields.text.trim() };
    if (!said.text) return Promise.resolve("empty");
    return this.#work(() => (known ? this.api.change(known, said) : this.api.add(said)));
  }

  remove(question: GoldenQuestion): Promise<GoldenProblem | null> {
    return this.#work(() => this.api.remove(question));
  }

  /** Asks all questions of what is public now. */
  async checkAll(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    this.changed();
    try {
      await this.api.check();
    } catch (error) {
      this.onError(error);
    }
    this.checking = false;
    await this.load();
  }

  async #work(ask: () => Promise<void>): Promise<GoldenProblem | null> {
    try {
      await ask();
    } catch (error) {
      this.onError(error);
      return problemOf(error);
    } finally {
      await this.load();
    }
    return null;
  }
}

function problemOf(error: unknown): GoldenProblem {
  if (!(error instanceof ApiError)) return "failed";
  const given = error.code === "bad_article" ? error.details["problem"] : error.code;
  return TOLD.find((problem) => problem === given) ?? "failed";
}
