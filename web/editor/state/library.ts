import { Observable } from "../../shared/observable";
import type { ArticleListing } from "../../shared/editor-protocol";
import type { EditorApi, Filters } from "./editor-api";

/** Milliseconds after the last key before the list is asked for. */
const PAUSE = 250;

/** The list of articles and what it is narrowed to. */
export class Library extends Observable {
  status: "loading" | "ready" | "failed" = "loading";
  articles: readonly ArticleListing[] = [];
  filters: Filters = { query: "", status: "", category: "", review: "" };
  #categories = new Set<string>();
  #asking: AbortController | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Pick<EditorApi, "list">,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** Every category seen so far, in order. */
  get categories(): string[] {
    return [...this.#categories].sort();
  }

  /** Narrows the list; typing is given a moment to end. */
  narrow(change: Partial<Filters>): void {
    this.filters = { ...this.filters, ...change };
    clearTimeout(this.#pause);
    if ("query" in change) this.#pause = setTimeout(() => void this.load(), PAUSE);
    else void this.load();
    this.changed();
  }

  async load(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const articles = await this.api.list(this.filters, asking.signal);
      if (asking.signal.aborted) return;
      this.articles = articles;
      for (const { category } of articles) this.#categories.add(category);
      this.status = "ready";
    } catch (error) {
      if (asking.signal.aborted) return;
      this.onError(error);
      this.status = "failed";
    }
    this.changed();
  }
}
