import type { KeyValueStore } from "../../shared/key-value-store";
import type { ConversationSummary } from "../../shared/staff-protocol";

/** How far the agent has read in each conversation, remembered over page loads. */
export class ReadMarks {
  constructor(
    private readonly store: KeyValueStore,
    private readonly prefix: string,
  ) {}

  /** Moves a mark forward; false if it was there already. */
  advance(conversationId: string, seq: number): boolean {
    if (seq <= this.#of(conversationId)) return false;
    this.store.set(this.prefix + conversationId, String(seq));
    return true;
  }

  /** Messages since the mark; none when the last word was an agent's own. */
  unread({ id, last_seq, last_message }: ConversationSummary): number {
    if (last_message?.author_kind === "agent") return 0;
    return Math.max(0, last_seq - this.#of(id));
  }

  /** Forgets every conversation but these. */
  prune(kept: ReadonlySet<string>): void {
    for (const key of this.store.keys(this.prefix))
      if (!kept.has(key.slice(this.prefix.length))) this.store.remove(key);
  }

  #of(conversationId: string): number {
    return Number(this.store.get(this.prefix + conversationId)) || 0;
  }
}
