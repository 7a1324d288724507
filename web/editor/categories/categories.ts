import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import { slugProblem, type FieldProblem } from "../state/content";
import { LANGUAGES } from "../words";
import type { CategoriesApi, Category, Names } from "./categories-api";

export type CategoryField = "pl" | "en" | "id";

/** Why a change was not kept: a field that cannot be accepted, or what became of the whole. */
export type Refusal =
  | { reason: "field"; field: CategoryField; problem: FieldProblem }
  | { reason: "category_in_use"; articles: number }
  | { reason: "taken" | "edited_meanwhile" | "offline" | "failed" };

const FIELDS: Readonly<Record<string, CategoryField>> = {
  "names.pl": "pl",
  "names.en": "en",
  category: "id",
};

/** The categories of the help centre, in the order readers see them. */
export class Categories extends Observable {
  status: "loading" | "ready" | "failed" = "loading";
  all: readonly Category[] = [];
  /** Whether a change is on its way; there is one at a time. */
  busy = false;

  constructor(
    private readonly api: CategoriesApi,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** Those that have names, and so a place of their own. */
  get named(): readonly Category[] {
    return this.all.filter(({ revision }) => revision > 0);
  }

  async load(): Promise<void> {
    try {
      this.all = await this.api.list();
      this.status = "ready";
    } catch (error) {
      this.onError(error);
      this.status = "failed";
    }
    this.changed();
  }

  /** Adds a category behind the others. */
  add(id: string, names: Names): Promise<Refusal | null> {
    const problem = missingName(names) ? null : slugProblem(id);
    if (problem) return Promise.resolve({ reason: "field", field: "id", problem });
    if (this.named.some((category) => category.id === id)) return Promise.resolve({ reason: "taken" });
    return this.#save(id, names, this.#last() + 1, 0, "taken");
  }

  /** Gives a category names; it is the one the editor saw, or the change is refused. */
  rename({ id, position, revision }: Category, names: Names): Promise<Refusal | null> {
    return this.#save(id, names, revision > 0 ? position : this.#last() + 1, revision, "edited_meanwhile");
  }

  /** Moves a category one place up (-1) or down (1). */
  move(category: Category, by: -1 | 1): Promise<Refusal | null> {
    const order = this.named.filter(({ id }) => id !== category.id);
    order.splice(this.place(category) + by, 0, category);
    return this.#work(() => this.api.arrange(order));
  }

  remove(category: Category): Promise<Refusal | null> {
    return this.#work(() => this.api.remove(category));
  }

  /** Where a named category stands, from 0. */
  place({ id }: Category): number {
    return this.named.findIndex((category) => category.id === id);
  }

  #last(): number {
    return Math.max(0, ...this.named.map(({ position }) => position));
  }

  #save(
    id: string,
    typed: Names,
    position: number,
    revision: number,
    conflict: "taken" | "edited_meanwhile",
  ): Promise<Refusal | null> {
    const names = { pl: typed.pl.trim(), en: typed.en.trim() };
    const missing = missingName(names);
    if (missing) return Promise.resolve({ reason: "field", field: missing, problem: "empty" });
    return this.#work(() => this.api.save(id, names, position, revision), conflict);
  }

  async #work(
    ask: () => Promise<Category[]>,
    conflict: "taken" | "edited_meanwhile" = "edited_meanwhile",
  ): Promise<Refusal | null> {
    this.busy = true;
    this.changed();
    try {
      this.all = await ask();
      this.status = "ready";
      return null;
    } catch (error) {
      this.onError(error);
      const refusal = refusalOf(error, conflict);
      if (refusal.reason !== "field") await this.load();
      return refusal;
    } finally {
      this.busy = false;
      this.changed();
    }
  }
}

function missingName(names: Names): CategoryField | undefined {
  return LANGUAGES.find((language) => !names[language].trim());
}

function refusalOf(error: unknown, conflict: "taken" | "edited_meanwhile"): Refusal {
  if (!(error instanceof ApiError)) return { reason: "failed" };
  if (error.status === 0) return { reason: "offline" };
  if (error.code === "edited_meanwhile") return { reason: conflict };
  if (error.code === "category_in_use")
    return { reason: "category_in_use", articles: Number(error.details["articles"]) };
  const field = FIELDS[String(error.details["field"])];
  return error.code === "bad_article" && field
    ? { reason: "field", field, problem: String(error.details["problem"]) }
    : { reason: "failed" };
}
