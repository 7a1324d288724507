import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import type { SavedSearch, SearchFilters, SearchResult } from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";

type SearchApi = Pick<
  AgentApi,
  "search" | "searchAgents" | "tags" | "savedSearches" | "saveSearch" | "removeSearch"
>;

export type SaveProblem = "taken" | "failed";

/** What the agent looks for among all conversations, and what is found. */
export class Search extends Observable {
  status: "idle" | "loading" | "ready" | "failed" = "idle";
  filters: SearchFilters = {};
  results: readonly SearchResult[] = [];
  agents: readonly { id: string; name: string }[] = [];
  tags: readonly string[] = [];
  saved: readonly SavedSearch[] = [];
  saveProblem: SaveProblem | null = null;
  #cursor: string | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly api: SearchApi,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Fetches what the form offers. */
  async prepare(): Promise<void> {
    try {
      [this.agents, this.tags, this.saved] = await Promise.all([
        this.api.searchAgents(),
        this.api.tags(),
        this.api.savedSearches(),
      ]);
    } catch (error) {
      this.onError(error);
    }
    this.changed();
  }

  /** Looks for something else; the answer to what was asked before no longer counts. */
  async run(filters: SearchFilters): Promise<void> {
    this.filters = filters;
    this.#cursor = null;
    await this.#fetch([]);
  }

  async more(): Promise<void> {
    if (this.#cursor !== null && this.status === "ready") await this.#fetch(this.results);
  }

  async save(name: string): Promise<boolean> {
    this.saveProblem = null;
    try {
      const kept = await this.api.saveSearch(name, this.filters);
      this.saved = [...this.saved, kept].sort((one, other) => one.name.localeCompare(other.name));
    } catch (error) {
      this.onError(error);
      this.saveProblem = error instanceof ApiError && error.code === "name_taken" ? "taken" : "failed";
    }
    this.changed();
    return this.saveProblem === null;
  }

  async remove(id: string): Promise<void> {
    try {
      await this.api.removeSearch(id);
      this.saved = this.saved.filter((one) => one.id !== id);
    } catch (error) {
      this.onError(error);
    }
    this.changed();
  }

  async #fetch(before: readonly SearchResult[]): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.status = "loading";
    this.changed();
    try {
      const page = await this.api.search(this.filters, this.#cursor, asking.signal);
      if (asking.signal.aborted) return;
      // A conversation that has changed between two pages may come again.
      const known = new Set(before.map(({ conversation }) => conversation.id));
      this.results = [...before, ...page.results.filter(({ conversation }) => !known.has(conversation.id))];
      this.#cursor = page.cursor;
      this.status = "ready";
    } catch (error) {
      if (asking.signal.aborted) return;
      this.onError(error);
      this.status = "failed";
    }
    this.changed();
  }
}
