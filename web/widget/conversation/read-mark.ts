import type { KeyValueStore } from "../../shared/key-value-store";
import type { ShownMessage, Timeline } from "./timeline";

const KEY = "warmline.read";

/** How far the customer has seen, remembered over page loads and shared by the tabs. */
export class ReadMark {
  constructor(private readonly store: KeyValueStore) {}

  /** Moves the mark to the timeline's end; false if it was there already. */
  advance({ conversationId, cursor }: Timeline): boolean {
    if (conversationId === null || cursor <= this.#seqIn(conversationId)) return false;
    this.store.set(KEY, `${conversationId} ${cursor}`);
    return true;
  }

  isNew(message: ShownMessage): boolean {
    return message.seq > this.#seqIn(message.conversationId);
  }

  /** Messages to the customer beyond the mark. */
  unread({ messages, conversationId }: Timeline): number {
    return messages.filter(
      (message) =>
        message.conversationId === conversationId &&
        (message.author.kind === "agent" || message.author.kind === "assistant") &&
        message.kind !== "notice" &&
        this.isNew(message),
    ).length;
  }

  clear(): void {
    this.store.remove(KEY);
  }

  #seqIn(conversationId: string): number {
    const [id, seq] = (this.store.get(KEY) ?? "").split(" ");
    return id === conversationId ? Number(seq) || 0 : 0;
  }
}
