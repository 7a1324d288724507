import type { KeyValueStore } from "../../shared/key-value-store";

/** Answers begun and not sent, one a conversation; they outlive the page. */
export class Drafts {
  constructor(
    private readonly store: KeyValueStore,
    private readonly prefix: string,
  ) {}

  of(conversationId: string): string {
    return this.store.get(this.prefix + conversationId) ?? "";
  }

  keep(conversationId: string, text: string): void {
    if (text) this.store.set(this.prefix + conversationId, text);
    else this.store.remove(this.prefix + conversationId);
  }
}
