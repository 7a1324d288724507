import { newId } from "../../shared/identifiers";
import type { KeyValueStore } from "../../shared/key-value-store";
import type { CustomerFrame } from "../../shared/protocol";

/** `sending`: on its way, again and again; `sent`: the desk has it; `failed`: the desk refused it. */
export type DeliveryState = "sending" | "sent" | "failed";

export type Wish =
  | { kind: "message"; text: string }
  /** `text` is what the customer saw; `conversationId` is where `seq` counts. */
  | { kind: "choice"; text: string; seq: number; index: number; conversationId: string }
  | { kind: "request_human"; text: string };

export type OutboxEntry = Wish & {
  id: string;
  createdAt: string;
  state: DeliveryState;
  /** Tries since the customer last asked for one. */
  attempts: number;
  /** The error code with which the desk refused it. */
  error?: string | undefined;
  /** The desk's number for it, once acknowledged. */
  acknowledgedAs?: number;
};

const PREFIX = "warmline.outbox.";

/**
 * What the customer has said and the desk has not yet shown back.
 *
 * Each entry lies under its own key, so several tabs can write at once without losing one another's. The id
 * given here never changes: a resend after a reload is the same message to the desk.
 */
export class Outbox {
  #entries: OutboxEntry[];

  constructor(private readonly store: KeyValueStore) {
    this.#entries = store
      .keys(PREFIX)
      .map((key) => parsed(store.get(key)))
      .filter((entry) => entry !== null)
      .sort((one, other) => one.createdAt.localeCompare(other.createdAt));
    for (const entry of this.#entries) entry.attempts = 0;
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** The oldest entry that has yet to reach the desk. */
  get next(): OutboxEntry | undefined {
    return this.#entries.find((entry) => entry.state === "sending");
  }

  add(wish: Wish, now: Date = new Date()): OutboxEntry {
    const entry: OutboxEntry = {
      ...wish,
      id: newId(),
      createdAt: now.toISOString(),
      state: "sending",
      attempts: 0,
    };
    this.#entries = [...this.#entries, entry];
    this.#keep(entry);
    return entry;
  }

  /** The desk has committed it: from now on only the screen needs it. */
  acknowledge(id: string, seq: number): void {
    this.#change(id, { state: "sent", acknowledgedAs: seq });
    this.store.remove(PREFIX + id);
  }

  fail(id: string, error: string): void {
    this.#change(id, { state: "failed", error });
  }

  retry(id: string): void {
    this.#change(id, { state: "sending", attempts: 0, error: undefined });
  }

  tried(id: string): void {
    const entry = this.#entries.find((candidate) => candidate.id === id);
    if (entry) this.#change(id, { attempts: entry.attempts + 1 });
  }

  remove(id: string): void {
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    this.store.remove(PREFIX + id);
  }

  /** Lets go of everything the desk has committed up to `cursor`. */
  settle(cursor: number): void {
    this.#entries = this.#entries.filter(
      (entry) => entry.acknowledgedAs === undefined || entry.acknowledgedAs > cursor,
    );
  }

  clear(): void {
    for (const entry of this.#entries) this.store.remove(PREFIX + entry.id);
    this.#entries = [];
  }

  #change(id: string, change: Partial<OutboxEntry>): void {
    this.#entries = this.#entries.map((entry) =>
      entry.id === id ? ({ ...entry, ...change } as OutboxEntry) : entry,
    );
    const changed = this.#entries.find((entry) => entry.id === id);
    if (changed && changed.state !== "sent") this.#keep(changed);
  }

  #keep(entry: OutboxEntry): void {
    this.store.set(PREFIX + entry.id, JSON.stringify(entry));
  }
}

/** The frame that carries an entry; a choice made in a conversation that is over goes as its words. */
export function frameOf(entry: OutboxEntry, conversationId: string | null): CustomerFrame {
  if (entry.kind === "request_human") return { type: "request_human", client_message_id: entry.id };
  if (entry.kind === "choice" && entry.conversationId === conversationId)
    return { type: "choice", client_message_id: entry.id, seq: entry.seq, index: entry.index };
  return { type: "message", client_message_id: entry.id, text: entry.text };
}

function parsed(text: string | null): OutboxEntry | null {
  try {
    const entry = JSON.parse(text ?? "null") as OutboxEntry | null;
    return entry && typeof entry.id === "string" && typeof entry.text === "string" ? entry : null;
  } catch {
    return null;
  }
}
