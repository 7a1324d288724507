/** A desk to test the store against: its frames are the protocol's, its answers are the test's. */

import { vi } from "vitest";
import type { ConversationState, CustomerFrame, DeskToCustomerFrame, Message } from "../../shared/protocol";
import type { LinkStatus, LiveSocketOptions } from "../../shared/socket";
import type { CustomerLink } from "./conversation-store";

export class LinkDouble implements CustomerLink {
  status: LinkStatus = "stopped";
  readonly sent: CustomerFrame[] = [];
  failures = 0;
  readonly #handlers = new Map<string, ((frame: never) => void)[]>();

  constructor(private readonly options: LiveSocketOptions) {}

  on<Type extends DeskToCustomerFrame["type"]>(
    type: Type,
    handler: (frame: Extract<DeskToCustomerFrame, { type: Type }>) => void,
  ): () => void {
    this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), handler]);
    return () => {};
  }

  send(frame: CustomerFrame): boolean {
    if (this.status === "open") this.sent.push(frame);
    return this.status === "open";
  }

  start(): void {
    this.#become("connecting");
  }

  stop(): void {
    this.#become("stopped");
  }

  fail(): void {
    this.failures += 1;
    this.#become("waiting");
  }

  /** The connection stands; waits until the store has said hello. */
  async open(): Promise<void> {
    this.#become("open");
    await this.wake();
  }

  /** The page woke up, so the store greets again. */
  async wake(): Promise<void> {
    this.options.greet();
    await vi.advanceTimersByTimeAsync(0);
  }

  say(frame: DeskToCustomerFrame): void {
    for (const handler of this.#handlers.get(frame.type) ?? [])
      (handler as (frame: DeskToCustomerFrame) => void)(frame);
  }

  /** What was sent of one kind. */
  sentOf<Type extends CustomerFrame["type"]>(type: Type): Extract<CustomerFrame, { type: Type }>[] {
    return this.sent.filter((frame) => frame.type === type) as Extract<CustomerFrame, { type: Type }>[];
  }

  #become(status: LinkStatus): void {
    this.status = status;
    this.options.onStatus?.(status);
  }
}

export function messageFactory(seq: number, change: Partial<Message> = {}): Message {
  return {
    seq,
    author: { kind: "assistant", id: null, name: null },
    kind: "text",
    text: `wiadomość ${seq}`,
    data: {},
    choices: [],
    client_message_id: null,
    created_at: "2026-11-22T15:00:00Z",
    ...change,
  } as Message;
}

export function stateFactory(change: Partial<ConversationState> = {}): ConversationState {
  return {
    id: "c-1",
    owner: { kind: "bot", name: null },
    version: 1,
    language: "pl",
    last_seq: 0,
    queue: null,
    thinking: false,
    survey: null,
    ...change,
  };
}
