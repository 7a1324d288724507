/** A desk to test the state holders against: its frames are the protocol's, its answers are the test's. */

import { vi, type Mock } from "vitest";
import type { LinkStatus, LiveSocketOptions } from "../../shared/socket";
import type {
  Callback,
  CannedReply,
  ConversationSummary,
  DeskToStaffFrame,
  HandoverPacket,
  LiveView,
  Mention,
  Mood,
  Note,
  Staff,
  StaffFrame,
  StaffMessage,
} from "../../shared/staff-protocol";
import type { AgentApi, ConversationDetail } from "./agent-api";
import type { StaffLink } from "./workspace";

export const ANNA: Staff = {
  id: "s-anna",
  email: "anna@podlipa.example",
  name: "Anna",
  roles: ["agent"],
  languages: ["pl"],
};

export function summaryFactory(change: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id: "c-1",
    owner: { kind: "queue", id: null, name: null },
    version: 2,
    language: "pl",
    channel: "widget",
    customer: { id: "k-1", name: "Maria", email: null, verified: false },
    reason: "customer_request",
    queued_at: "2026-11-22T15:00:00Z",
    frustration: null,
    trend: null,
    last_seq: 1,
    last_message: { text: "Halo", author_kind: "customer", created_at: "2026-11-22T15:00:00Z" },
    created_at: "2026-11-22T15:00:00Z",
    updated_at: "2026-11-22T15:00:00Z",
    ...change,
  };
}

/** The same conversation in the hands of the agent under test. */
export function mineFactory(change: Partial<ConversationSummary> = {}): ConversationSummary {
  return summaryFactory({ owner: { kind: "agent", id: ANNA.id, name: ANNA.name }, version: 3, ...change });
}

export function liveFactory(change: Partial<LiveView> = {}): LiveView {
  return {
    open: true,
    waiting: 0,
    longest_wait_seconds: null,
    service_level: { share: null, counted: 0, within_seconds: 60, over_minutes: 60 },
    next: [],
    falling: [],
    agents: [],
    alerts: [],
    satisfaction: {
      asked: 0,
      answered: 0,
      csat: null,
      csat_counted: 0,
      nps: null,
      nps_counted: 0,
      ces: null,
      ces_counted: 0,
    },
    ...change,
  };
}

export function messageFactory(seq: number, change: Partial<StaffMessage> = {}): StaffMessage {
  return {
    seq,
    author: { kind: "customer", id: null, name: null },
    kind: "text",
    text: `wiadomość ${seq}`,
    data: {},
    choices: [],
    client_message_id: null,
    created_at: "2026-11-22T15:00:00Z",
    language: "pl",
    mood: null,
    ...change,
  } as StaffMessage;
}

/** A mood as the desk tells it, with the conversation's trend after it. */
export function moodFactory(trend: number, change: Partial<Mood> = {}): Mood {
  return {
    label: "negative",
    frustration: trend,
    reasons: [],
    happened: [],
    trend,
    trend_reasons: [],
    ...change,
  };
}

export function noteFactory(change: Partial<Note> = {}): Note {
  return {
    id: "n-1",
    client_note_id: "n1",
    after_seq: 1,
    author: { id: "s-piotr", name: "Piotr" },
    text: "czeka na zwrot",
    mentions: [],
    created_at: "2026-11-22T15:00:00Z",
    ...change,
  };
}

export function mentionFactory(change: Partial<Mention> = {}): Mention {
  return {
    note_id: "n-1",
    conversation_id: "c-1",
    customer: "Maria",
    by: "Piotr",
    text: "@Anna zobacz",
    at: "2026-11-22T15:00:00Z",
    ...change,
  };
}

export function callbackFactory(change: Partial<Callback> = {}): Callback {
  return {
    id: "k-1",
    conversation_id: "c-1",
    customer: { name: "Maria", verified: false },
    way: "phone",
    contact: "+48 ••• ••• 200",
    language: "pl",
    reason: "customer_request",
    best_time: "",
    state: "open",
    taken_by: null,
    taken_at: null,
    attempts: 0,
    note: "",
    created_at: "2026-11-22T15:00:00Z",
    ...change,
  };
}

export function replyFactory(shortcut = "zwrot", change: Partial<CannedReply> = {}): CannedReply {
  return {
    id: `r-${shortcut}`,
    shared: true,
    shortcut,
    texts: { pl: { title: "Jak zwrócić", text: "Ma Pan 30 dni." } },
    revision: 1,
    updated_at: "2026-11-22T15:00:00Z",
    updated_by: "Ewa",
    ...change,
  };
}

export function detailFactory(
  conversation: ConversationSummary = summaryFactory(),
  messages: StaffMessage[] = [messageFactory(1)],
  handover: HandoverPacket | null = null,
): ConversationDetail {
  return { conversation, messages, handover, customer: conversation.customer };
}

export type ApiDouble = { [Call in keyof AgentApi]: Mock<AgentApi[Call]> };

/** An API that knows one conversation; a test replaces the answers it is about. */
export function apiFactory(detail: ConversationDetail = detailFactory()): ApiDouble {
  return {
    conversations: vi.fn<AgentApi["conversations"]>().mockResolvedValue([]),
    conversation: vi.fn<AgentApi["conversation"]>().mockResolvedValue(detail),
    claim: vi.fn<AgentApi["claim"]>().mockResolvedValue(mineFactory({ id: detail.conversation.id })),
    send: vi.fn<AgentApi["send"]>().mockResolvedValue({ seq: 2 }),
    giveBack: vi.fn<AgentApi["giveBack"]>().mockResolvedValue(undefined),
    release: vi.fn<AgentApi["release"]>().mockResolvedValue(undefined),
    close: vi.fn<AgentApi["close"]>().mockResolvedValue(undefined),
    wrapUpCodes: vi.fn<AgentApi["wrapUpCodes"]>().mockResolvedValue([]),
    colleagues: vi.fn<AgentApi["colleagues"]>().mockResolvedValue([]),
    transfer: vi.fn<AgentApi["transfer"]>().mockResolvedValue(undefined),
    live: vi.fn<AgentApi["live"]>().mockResolvedValue(liveFactory()),
    takeOver: vi.fn<AgentApi["takeOver"]>().mockResolvedValue(undefined),
    decline: vi.fn<AgentApi["decline"]>().mockResolvedValue(undefined),
    takeUp: vi.fn<AgentApi["takeUp"]>().mockResolvedValue(undefined),
    mentionable: vi.fn<AgentApi["mentionable"]>().mockResolvedValue([]),
    addNote: vi.fn<AgentApi["addNote"]>().mockResolvedValue(noteFactory()),
    seeMentions: vi.fn<AgentApi["seeMentions"]>().mockResolvedValue(undefined),
    judge: vi
      .fn<AgentApi["judge"]>()
      .mockResolvedValue({ message: messageFactory(1), conversation: mineFactory() }),
    customerFile: vi.fn<AgentApi["customerFile"]>().mockResolvedValue({
      tags: [],
      known_tags: [],
      orders: [],
      conversations: [],
      notes: [],
      browsing: null,
      ratings: [],
    }),
    addCustomerNote: vi.fn<AgentApi["addCustomerNote"]>().mockResolvedValue([]),
    putTag: vi.fn<AgentApi["putTag"]>().mockResolvedValue([]),
    takeTagOff: vi.fn<AgentApi["takeTagOff"]>().mockResolvedValue([]),
    tags: vi.fn<AgentApi["tags"]>().mockResolvedValue([]),
    suggestions: vi.fn<AgentApi["suggestions"]>().mockResolvedValue([]),
    changeCallback: vi.fn<AgentApi["changeCallback"]>().mockResolvedValue(callbackFactory()),
    replies: vi.fn<AgentApi["replies"]>().mockResolvedValue([]),
    createReply: vi.fn<AgentApi["createReply"]>().mockResolvedValue(replyFactory()),
    changeReply: vi.fn<AgentApi["changeReply"]>().mockResolvedValue(replyFactory()),
    removeReply: vi.fn<AgentApi["removeReply"]>().mockResolvedValue(undefined),
    search: vi.fn<AgentApi["search"]>().mockResolvedValue({ results: [], cursor: null }),
    searchAgents: vi.fn<AgentApi["searchAgents"]>().mockResolvedValue([]),
    savedSearches: vi.fn<AgentApi["savedSearches"]>().mockResolvedValue([]),
    saveSearch: vi
      .fn<AgentApi["saveSearch"]>()
      .mockResolvedValue({ id: "s-1", name: "Zwroty", filters: { q: "zwrot" } }),
    removeSearch: vi.fn<AgentApi["removeSearch"]>().mockResolvedValue(undefined),
    readyTextUsage: vi
      .fn<AgentApi["readyTextUsage"]>()
      .mockResolvedValue({ days: 30, suggestions: [], canned_replies: [] }),
  };
}

export class StaffLinkDouble implements StaffLink {
  status: LinkStatus = "stopped";
  readonly sent: StaffFrame[] = [];
  readonly #handlers = new Map<string, ((frame: never) => void)[]>();

  constructor(private readonly options: LiveSocketOptions) {}

  on<Type extends DeskToStaffFrame["type"]>(
    type: Type,
    handler: (frame: Extract<DeskToStaffFrame, { type: Type }>) => void,
  ): () => void {
    this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), handler]);
    return () => {};
  }

  send(frame: StaffFrame): boolean {
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
    this.#become("waiting");
  }

  open(): void {
    this.#become("open");
    this.options.greet();
  }

  say(frame: DeskToStaffFrame): void {
    for (const handler of this.#handlers.get(frame.type) ?? [])
      (handler as (frame: DeskToStaffFrame) => void)(frame);
  }

  #become(status: LinkStatus): void {
    this.status = status;
    this.options.onStatus?.(status);
  }
}
