import type { Outbox, OutboxEntry } from "./outbox";

/** Milliseconds without an acknowledgement after which the connection is taken for dead. */
const ACK_WITHIN = 10_000;
const MOST_ATTEMPTS = 5;

export interface DeliverySettings {
  outbox: Outbox;
  /** Says it to the desk; false where nothing can be said now. */
  say(entry: OutboxEntry): boolean;
  /** The connection brings no acknowledgement. */
  onSilence(): void;
}

/** Takes the outbox to the desk, one entry at a time, so that they arrive in the order they were said. */
export class Delivery {
  #inFlight: string | null = null;
  #ackTimer: ReturnType<typeof setTimeout> | undefined;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly settings: DeliverySettings) {}

  /** Sends the oldest waiting entry, unless one is on its way. */
  pump(): void {
    const { outbox, say } = this.settings;
    const entry = outbox.next;
    if (!entry || this.#inFlight !== null || !say(entry)) return;
    this.#inFlight = entry.id;
    outbox.tried(entry.id);
    this.#ackTimer = setTimeout(() => this.#unanswered(entry), ACK_WITHIN);
  }

  /** An entry is acknowledged or refused: the next may go. */
  landed(id: string): void {
    if (this.#inFlight === id) this.interrupt();
    this.pump();
  }

  /** Tries an entry again after a while, as the desk has asked. */
  pause(id: string, seconds: number): void {
    clearTimeout(this.#ackTimer);
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = setTimeout(() => this.landed(id), seconds * 1000);
  }

  /** Nothing is on its way any more. */
  interrupt(): void {
    this.#inFlight = null;
    clearTimeout(this.#ackTimer);
    clearTimeout(this.#pauseTimer);
  }

  #unanswered(entry: OutboxEntry): void {
    if (entry.attempts + 1 >= MOST_ATTEMPTS) this.settings.outbox.fail(entry.id, "unavailable");
    this.settings.onSilence();
  }
}
