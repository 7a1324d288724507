import { Observable } from "../../shared/observable";
import type { Suggestion } from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";

export type SuggestionStatus = "loading" | "ready" | "failed";

/** Articles that may answer the customer's last message. */
export class Suggestions extends Observable {
  status: SuggestionStatus = "loading";
  articles: readonly Suggestion[] = [];
  #answered: number | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly conversationId: string,
    private readonly api: Pick<AgentApi, "suggestions">,
  ) {
    super();
  }

  /** Asks again if the customer has said something new since. */
  follow(seq: number | undefined): void {
    if (seq === this.#answered) return;
    this.#answered = seq ?? null;
    void this.load();
  }

  async load(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    if (this.articles.length === 0) this.status = "loading";
    this.changed();
    try {
      const articles = await this.api.suggestions(this.conversationId, asking.signal);
      if (asking.signal.aborted) return;
      this.articles = articles;
      this.status = "ready";
    } catch {
      if (asking.signal.aborted) return;
      this.status = "failed";
    }
    this.changed();
  }

  stop(): void {
    this.#asking?.abort();
  }
}
