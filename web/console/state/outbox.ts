import { ApiError } from "../../shared/http";
import { newId } from "../../shared/identifiers";
import type { KeyValueStore } from "../../shared/key-value-store";
import { Observable } from "../../shared/observable";
import type { StaffMessage, UsedText } from "../../shared/staff-protocol";

/** `sending`: on its way, again and again; `sent`: the desk has it; `failed`: the desk refused it. */
export type DeliveryState = "sending" | "sent" | "failed";

export interface OutboxEntry {
  /** The message's client_message_id; a resend carries the same. */
  id: string;
  conversationId: string;
  text: string;
  /** The ready texts it was made of; none in what older consoles have left. */
  used?: readonly UsedText[];
  createdAt: string;
  state: DeliveryState;
  /** Tries since the agent last asked for one. */
  attempts: number;
  /** The error code with which the desk refused it. */
  error: string | null;
}

type Post = (
  conversationId: string,
  clientMessageId: string,
  text: string,
  used: readonly UsedText[],
) => Promise<{ seq: number }>;

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 20_000;

/**
 * What the agent has said and the transcript does not show yet.
 *
 * Each conversation's words go one after the other, so they arrive in the order they were said. A desk that
 * cannot be reached is asked again; a desk that says no leaves the words here for the agent to decide.
 */
export class Outbox extends Observable {
  #entries: readonly OutboxEntry[];
  readonly #inFlight = new Set<string>();
  readonly #waits = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly post: Post,
    private readonly store: KeyValueStore,
    private readonly prefix: string,
  ) {
    super();
    this.#entries = store
      .keys(prefix)
      .map((key) => parsed(store.get(key)))
      .filter((entry) => entry !== null)
      .sort((one, other) => one.createdAt.localeCompare(other.createdAt));
  }

  of(conversationId: string): OutboxEntry[] {
    return this.#entries.filter((entry) => entry.conversationId === conversationId);
  }

  add(conversationId: string, text: string, used: readonly UsedText[] = [], now: Date = new Date()): void {
    const entry: OutboxEntry = {
      id: newId(),
      conversationId,
      text,
      used,
      createdAt: now.toISOString(),
      state: "sending",
      attempts: 0,
      error: null,
    };
    this.#entries = [...this.#entries, entry];
    this.#keep(entry);
    this.changed();
    void this.#send(conversationId);
  }

  /** Tries everything that waits at once, as when the connection is back. */
  wake(): void {
    for (const { conversationId } of this.#entries) {
      clearTimeout(this.#waits.get(conversationId));
      this.#waits.delete(conversationId);
      void this.#send(conversationId);
    }
  }

  retry(id: string): void {
    const entry = this.#entries.find((candidate) => candidate.id === id);
    if (!entry) return;
    this.#change(id, { state: "sending", attempts: 0, error: null });
    clearTimeout(this.#waits.get(entry.conversationId));
    this.#waits.delete(entry.conversationId);
    void this.#send(entry.conversationId);
  }

  /** Takes an entry out and gives its words back. */
  discard(id: string): string {
    const text = this.#entries.find((entry) => entry.id === id)?.text ?? "";
    this.#remove([id]);
    return text;
  }

  /** Lets go of what the transcript shows. */
  settle(messages: readonly StaffMessage[]): void {
    const shown = new Set(messages.map((message) => message.client_message_id));
    const settled = this.#entries.filter((entry) => shown.has(entry.id)).map((entry) => entry.id);
    if (settled.length > 0) this.#remove(settled);
  }

  stop(): void {
    for (const wait of this.#waits.values()) clearTimeout(wait);
    this.#waits.clear();
  }

  async #send(conversationId: string): Promise<void> {
    if (this.#inFlight.has(conversationId) || this.#waits.has(conversationId)) return;
    const entry = this.of(conversationId).find(({ state }) => state === "sending");
    if (!entry) return;
    this.#inFlight.add(conversationId);
    try {
      await this.post(conversationId, entry.id, entry.text, entry.used ?? []);
      this.#change(entry.id, { state: "sent" });
      this.store.remove(this.prefix + entry.id);
    } catch (error) {
      this.#missed(entry, error);
    }
    this.#inFlight.delete(conversationId);
    void this.#send(conversationId);
  }

  #missed(entry: OutboxEntry, error: unknown): void {
    const status = error instanceof ApiError ? error.status : 0;
    if (status >= 400 && status < 500 && status !== 401 && status !== 429) {
      this.#change(entry.id, { state: "failed", error: (error as ApiError).code });
      return;
    }
    const asked = error instanceof ApiError ? error.retryAfter : null;
    const wait = asked === null ? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** entry.attempts) : asked * 1000;
    this.#change(entry.id, { attempts: entry.attempts + 1 });
    this.#waits.set(
      entry.conversationId,
      setTimeout(() => {
        this.#waits.delete(entry.conversationId);
        void this.#send(entry.conversationId);
      }, wait),
    );
  }

  #change(id: string, change: Partial<OutboxEntry>): void {
    this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    const changed = this.#entries.find((entry) => entry.id === id);
    if (changed && changed.state !== "sent") this.#keep(changed);
    this.changed();
  }

  #remove(ids: readonly string[]): void {
    for (const id of ids) this.store.remove(this.prefix + id);
    this.#entries = this.#entries.filter(({ id }) => !ids.includes(id));
    this.changed();
  }

  #keep(entry: OutboxEntry): void {
    this.store.set(this.prefix + entry.id, JSON.stringify(entry));
  }
}

function parsed(text: string | null): OutboxEntry | null {
  try {
    const entry = JSON.parse(text ?? "null") as Partial<OutboxEntry> | null;
    if (typeof entry?.id !== "string" || typeof entry.text !== "string" || !entry.conversationId) return null;
    return { ...(entry as OutboxEntry), attempts: 0 };
  } catch {
    return null;
  }
}
