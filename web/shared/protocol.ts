/** The types of docs/protocol.md, which is the contract; change that page first. */

export type Language = "pl" | "en";
export type OwnerKind = "bot" | "queue" | "agent" | "closed";
export type AuthorKind = "customer" | "assistant" | "agent" | "system";

export interface ErrorBody {
  code: string;
  message: string;
  details: Record<string, unknown>;
}

export interface Author {
  kind: AuthorKind;
  id: string | null;
  name: string | null;
}

export interface Choice {
  title: string;
}

export type OrderState =
  | "new"
  | "paid"
  | "packed"
  | "shipped"
  | "out_for_delivery"
  | "ready_for_pickup"
  | "delivered"
  | "cancelled"
  | "return_requested"
  | "returned"
  | "refunded";

export interface ArticleReference {
  article_id: string;
  language: Language;
  title: string;
  url: string;
  score: number;
}

export interface ArticleAnswer extends ArticleReference {
  html: string;
  cross_language: boolean;
}

export interface OrderSummary {
  number: string;
  state: OrderState;
  carrier: string | null;
  tracking_url: string | null;
  /** A day, `YYYY-MM-DD`. */
  expected_on: string | null;
  delayed: boolean;
  placed_on: string | null;
  total: string | number | null;
  currency: string | null;
  items: { name: string; quantity: number }[];
}

export const HANDOVER_REASONS = [
  "customer_request",
  "frustration",
  "repeated_failure",
  "repeated_question",
  "complaint",
  "high_value",
  "unusual",
  "threat",
  "safety",
  "failed_transaction",
  "valued_customer",
  "system_error",
] as const;

export type HandoverReason = (typeof HANDOVER_REASONS)[number];

export type Notice =
  | {
      code: "queued";
      reason: HandoverReason;
      place: number;
      wait_seconds: number | null;
      agents: number;
      /** All of them answer others. */
      busy: boolean;
    }
  | { code: "no_agents"; opens_at: string | null }
  | { code: "agent_joined"; name: string }
  | { code: "returned_to_assistant"; name: string; said?: string | null }
  | { code: "withdrawn" }
  | { code: "closed"; by: string }
  | { code: "assistant_failed" }
  | { code: "reopened"; to?: OwnerKind; name?: string | null }
  | { code: "transferring"; name: string | null }
  | { code: "transferred"; name: string }
  | { code: "transfer_lapsed" }
  | { code: "agent_left"; name: string };

interface MessageBase {
  /** 1, 2, 3 ... in its conversation, without gaps. */
  seq: number;
  author: Author;
  /** A readable fallback for every kind but `notice`. */
  text: string;
  choices: Choice[];
  client_message_id: string | null;
  created_at: string;
}

export type Message = MessageBase &
  (
    | { kind: "text"; data: Record<string, never> }
    | { kind: "article"; data: ArticleAnswer }
    | { kind: "articles"; data: { articles: ArticleReference[] } }
    | { kind: "order"; data: OrderSummary }
    | { kind: "notice"; data: Notice }
  );

/** Where in the queue the customer waits. */
export interface QueuePlace {
  /** 1 is next. */
  place: number;
  wait_seconds: number | null;
  /** What the estimate rests on: recent cases, and people who are there. */
  basis: { cases: number; agents: number };
}

export interface ConversationState {
  id: string;
  owner: { kind: OwnerKind; name: string | null };
  version: number;
  language: Language;
  last_seq: number;
  queue: QueuePlace | null;
  thinking: boolean;
  /** What is asked about the conversation's end, which its version names. */
  survey: { version: number; questions: Question[] } | null;
}

/** Satisfaction from 1 to 5, likelihood to recommend from 0 to 10, ease from 1 to 7. */
export type Question = "csat" | "nps" | "ces";

export interface Rating extends Partial<Record<Question, number>> {
  comment?: string;
  skipped?: true;
}

/** Who the desk believes the customer to be. */
export interface Visitor {
  name: string | null;
  verified: boolean;
}

export interface TypingAuthor {
  kind: AuthorKind;
  name: string | null;
}

export interface SessionAnswer {
  token: string;
  conversation: ConversationState;
}

export interface ErrorFrame {
  type: "error";
  error: ErrorBody;
  client_message_id?: string;
}

/** What the shop's page tells of its visitor; a part that is absent stays as it was told before. */
export interface PageContext {
  page?: { url: string; title: string };
  cart?: Cart | null;
  /** Facts of the shop's own, such as a club membership. */
  attributes?: Record<string, string | number | boolean | null>;
}

export interface Cart {
  items: { name: string; quantity: number }[];
  total?: number | null;
  currency?: string;
}

export type CustomerFrame =
  | { type: "hello"; token: string; language: Language; last_seq: number }
  | { type: "message"; client_message_id: string; text: string }
  | { type: "choice"; client_message_id: string; seq: number; index: number }
  | { type: "request_human"; client_message_id: string }
  | { type: "withdraw" }
  | { type: "language"; language: Language }
  | { type: "typing"; text?: string }
  | { type: "read"; seq: number }
  | { type: "close" }
  | ({ type: "rate"; conversation_id: string; version: number } & Rating)
  | ({ type: "context" } & PageContext)
  | { type: "ping" };

export type DeskToCustomerFrame =
  | { type: "welcome"; state: ConversationState; messages: Message[]; you: Visitor }
  | { type: "ack"; client_message_id: string; seq: number }
  | { type: "message"; message: Message }
  | { type: "state"; state: ConversationState }
  | { type: "typing"; author: TypingAuthor }
  | { type: "pong" }
  | ErrorFrame;

/** The longest message a customer may send, in characters. */
export const LONGEST_MESSAGE = 4000;

/** The longest comment beside a rating, in characters. */
export const LONGEST_COMMENT = 1000;
