import type { KeyValueStore } from "../../shared/key-value-store";
import type { UsedText } from "../../shared/staff-protocol";

/** Answers begun and not sent, one a conversation, with the ready texts in them; they outlive the page. */
export class Drafts {
  constructor(
    private readonly store: KeyValueStore,
    private readonly prefix: string,
    private readonly usedPrefix: string,
  ) {}

  of(conversationId: string): string {
    return this.store.get(this.prefix + conversationId) ?? "";
  }

  /** The ready texts that were put into the draft. */
  usedIn(conversationId: string): UsedText[] {
    try {
      const kept: unknown = JSON.parse(this.store.get(this.usedPrefix + conversationId) ?? "[]");
      return Array.isArray(kept) ? (kept as UsedText[]) : [];
    } catch {
      return [];
    }
  }

  /** Keeps the text; an empty one is made of nothing. */
  keep(conversationId: string, text: string): void {
    if (text) this.store.set(this.prefix + conversationId, text);
    else for (const prefix of [this.prefix, this.usedPrefix]) this.store.remove(prefix + conversationId);
  }

  use(conversationId: string, used: UsedText): void {
    const kept = [...this.usedIn(conversationId), used].slice(-MOST_USED);
    this.store.set(this.usedPrefix + conversationId, JSON.stringify(kept));
  }
}

/** The protocol takes no more of one message. */
const MOST_USED = 10;
