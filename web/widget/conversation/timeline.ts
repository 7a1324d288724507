import type { Message } from "../../shared/protocol";

/** A message with the conversation whose sequence it counts in. */
export type ShownMessage = Message & { conversationId: string };

export type Arrival = "added" | "known" | "gap";

/**
 * The messages on the screen, in order, and the cursor: the last number up to which nothing is missing.
 *
 * Messages of a conversation that is over stay readable above the new one.
 */
export class Timeline {
  #messages: readonly ShownMessage[] = [];
  #conversationId: string | null = null;
  #cursor = 0;

  get messages(): readonly ShownMessage[] {
    return this.#messages;
  }

  get conversationId(): string | null {
    return this.#conversationId;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Turns to a conversation; true if it is another one than before. */
  begin(conversationId: string): boolean {
    if (conversationId === this.#conversationId) return false;
    this.#conversationId = conversationId;
    this.#cursor = 0;
    return true;
  }

  /** Takes the next message in; one from further ahead is refused, for something before it is missing. */
  add(message: Message): Arrival {
    if (this.#conversationId === null || message.seq > this.#cursor + 1) return "gap";
    if (message.seq <= this.#cursor) return "known";
    this.#messages = [...this.#messages, { ...message, conversationId: this.#conversationId }];
    this.#cursor = message.seq;
    return "added";
  }

  clear(): void {
    this.#messages = [];
    this.#conversationId = null;
    this.#cursor = 0;
  }
}
