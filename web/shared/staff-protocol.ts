/** The staff's half of docs/protocol.md: console, editor and their sockets. */

import type {
  Author,
  Cart,
  ErrorFrame,
  HandoverReason,
  Language,
  Message,
  OrderSummary,
  OwnerKind,
  Question,
} from "./protocol";

export type Role = "agent" | "editor" | "supervisor" | "admin";
/** What an agent may say of themselves. */
export type PresenceChoice = "available" | "busy" | "away";

/** `missed`: the desk took the agent for away when they did not take up what was offered to them. */
export type Presence = PresenceChoice | "missed";

export interface Staff {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  languages: Language[];
}

export interface Mood {
  /** Null, as `frustration`, for a quick reply at which something happened. */
  label: string | null;
  /** Of the message alone, from 0 to 1. */
  frustration: number | null;
  reasons: string[];
  /** What the customer went through at this message. */
  happened?: string[];
  /** Of the conversation after this message, from 0 to 1. */
  trend?: number;
  trend_reasons?: string[];
  /** There once a person has judged the message: what the model had read. */
  model?: Pick<Mood, "label" | "frustration" | "reasons"> | null;
}

/** What an agent says that a message was. */
export interface Judgement {
  frustration: "calm" | "annoyed" | "angry";
  label: "negative" | "neutral" | "positive";
}

/** A message as agents see it. */
export type StaffMessage = Message & { language: Language | null; mood: Mood | null };

export interface Customer {
  id: string;
  name: string | null;
  email: string | null;
  verified: boolean;
}

export type HeadStart = "reason" | "frustration" | "order_total" | "rank";

export interface ConversationSummary {
  id: string;
  owner: { kind: OwnerKind; id: string | null; name: string | null };
  version: number;
  language: Language;
  channel: string;
  customer: Customer;
  /** By a colleague, until it is taken up. */
  given?: { by: string; note: string } | null;
  /** By the desk, while it waits. */
  offered?: { to: { id: string; name: string }; at: string } | null;
  reason: HandoverReason | null;
  queued_at: string | null;
  /** Minutes by cause that count for the place in the queue as if they had been waited. */
  head_starts?: Partial<Record<HeadStart, number>> | null;
  frustration: number | null;
  trend: number | null;
  /** What a closed conversation was about. */
  wrap_up?: string | null;
  last_seq: number;
  last_message: { text: string; author_kind: string; created_at: string } | null;
  created_at: string;
  updated_at: string;
}

export interface HandoverPacket {
  reason: HandoverReason;
  rule: string;
  score: number | null;
  at: string;
  language: Language;
  frustration: number;
  trend: { seq: number; frustration: number | null; trend: number | null; reasons: string[] }[];
  verified: boolean;
  order: OrderSummary | null;
  slots: Record<string, unknown>;
  articles: { article_id: string; title: string; score: number; outcome: string }[];
  /** Of whoever last returned the conversation to the assistant; empty where there were none. */
  instructions?: string;
  summary: string;
}

/** What a closed conversation may have been about. */
export interface WrapUpCode {
  code: string;
  labels: Record<Language, string>;
}

/** An agent to whom a conversation may be given. */
export interface Colleague {
  id: string;
  name: string;
  languages: Language[];
  /** How many more they can take. */
  free: number;
}

/** The last time the conversation was given on. */
export interface Transfer {
  from: { id: string; name: string };
  /** Null: to whoever is free next. */
  to: string | null;
  note: string;
  at: string;
  taken_at: string | null;
  /** Until the colleague takes it up, or it goes back to the queue. */
  waiting: boolean;
}

export interface Suggestion {
  article_id: string;
  title: string;
  language: Language;
  text: string;
  url: string;
  score: number;
}

/** What the console can fill into a canned reply. */
export const REPLY_VARIABLES = [
  "customer_name",
  "agent_name",
  "order_number",
  "carrier",
  "expected_on",
] as const;

export type ReplyVariable = (typeof REPLY_VARIABLES)[number];

export interface ReplyText {
  title: string;
  text: string;
}

/** A text that is written once and sent often. */
export interface CannedReply {
  id: string;
  /** Everybody's, or this person's own. */
  shared: boolean;
  /** What follows the slash. */
  shortcut: string;
  texts: Partial<Record<Language, ReplyText>>;
  revision: number;
  updated_at: string;
  updated_by: string;
}

/** What is searched for; what is left out is not asked for. */
export interface SearchFilters {
  q?: string;
  order?: "newest" | "best";
  state?: OwnerKind;
  reason?: HandoverReason;
  /** Who has the conversation, or has written in it. */
  agent?: string;
  language?: Language;
  tag?: string;
  /** Days like 2026-11-22, both included. */
  since?: string;
  until?: string;
}

export interface SearchResult {
  conversation: ConversationSummary;
  /** How many of its messages were found, its customer counting as one. */
  hits: number;
  /** The message that was found, or null where it was the customer or nothing was looked for. */
  hit: {
    seq: number;
    author: { kind: Author["kind"]; name: string | null };
    excerpt: { text: string; hit: boolean }[];
  } | null;
}

export interface SavedSearch {
  id: string;
  name: string;
  filters: SearchFilters;
}

/** A ready text that an answer was made of, as it was put in. */
export interface UsedText {
  kind: "suggestion" | "canned_reply";
  id: string;
  text: string;
}

/** How often a ready text was sent, and which share of it was changed on average. */
export interface TextUsage {
  id: string;
  times: number;
  edited: number;
}

export interface NamedPerson {
  id: string;
  name: string;
}

/** What staff note for each other; customers and the assistant never get it. */
export interface Note {
  id: string;
  client_note_id: string;
  /** It stands below this message. */
  after_seq: number;
  author: NamedPerson;
  text: string;
  mentions: NamedPerson[];
  created_at: string;
}

/** What staff note on a customer, whichever conversation it was in. */
export type CustomerNote = Pick<Note, "id" | "author" | "text" | "created_at">;

/** An order the customer was shown, as it was then. */
export interface SeenOrder {
  order: OrderSummary;
  seen_at: string;
  conversation_id: string;
}

/** What is known of a conversation's customer beside the conversation, and the conversation's tags. */
export interface CustomerFileDetail {
  tags: string[];
  /** Those in use anywhere. */
  known_tags: string[];
  orders: SeenOrder[];
  conversations: ConversationSummary[];
  notes: CustomerNote[];
  browsing: Browsing | null;
  /** The latest first. */
  ratings: CustomerRating[];
}

/** What the customer answered after a conversation; null is what was not asked or not answered. */
export interface CustomerRating extends Record<Question, number | null> {
  conversation_id: string;
  comment: string;
  answered_at: string;
}

/** What the shop's page told of its visitor: the browser's word. */
export interface Browsing {
  /** The one seen last first. */
  pages: { url: string; title: string; seen_at: string }[];
  /** Without goods where it is empty. */
  cart: Partial<Cart>;
  attributes: Record<string, string | number | boolean>;
  updated_at: string | null;
}

/** A note that mentions this agent, who has not looked yet. */
export interface Mention {
  note_id: string;
  conversation_id: string;
  /** The customer's name. */
  customer: string | null;
  by: string;
  text: string;
  at: string;
}

/** A customer who is to be called or written to. */
export interface Callback {
  id: string;
  conversation_id: string;
  customer: { name: string | null; verified: boolean };
  way: "email" | "phone";
  /** Masked until this agent has taken it. */
  contact: string;
  language: Language;
  reason: HandoverReason;
  /** In the customer's words; empty: any. */
  best_time: string;
  state: "open" | "done" | "cancelled";
  taken_by: { id: string; name: string | null } | null;
  taken_at: string | null;
  /** In which the customer was not reached. */
  attempts: number;
  note: string;
  created_at: string;
}

export interface AgentAtDesk {
  id: string;
  name: string;
  presence: Presence | "offline";
  /** Conversations in hand or on offer. */
  active: number;
  capacity: number;
}

/** Something has passed its limit; waits are in seconds, the service level is a share. */
export interface DeskAlert {
  kind: "waiting" | "longest_wait" | "service_level" | "falling" | "nobody_there";
  value: number;
  limit: number;
}

/** The desk as a supervisor sees it. */
export interface LiveView {
  open: boolean;
  waiting: number;
  longest_wait_seconds: number | null;
  service_level: { share: number | null; counted: number; within_seconds: number; over_minutes: number };
  next: ConversationSummary[];
  falling: ConversationSummary[];
  agents: AgentAtDesk[];
  alerts: DeskAlert[];
  /** Of the last seven days. */
  satisfaction: Satisfaction;
}

/** What customers answered to the survey; null where nobody did. */
export interface Satisfaction {
  asked: number;
  answered: number;
  /** The share of satisfied customers, 0 to 1. */
  csat: number | null;
  csat_counted: number;
  /** From -100 to 100. */
  nps: number | null;
  nps_counted: number;
  /** From 1 to 7. */
  ces: number | null;
  ces_counted: number;
}

export type StaffFrame =
  | { type: "open"; conversation_id: string; last_seq: number }
  | { type: "leave"; conversation_id: string }
  | { type: "typing"; conversation_id: string }
  | { type: "presence"; presence: PresenceChoice }
  | { type: "ping" };

export type DeskToStaffFrame =
  | {
      type: "welcome";
      staff: Staff;
      /** Whether the desk offers what waits, so that an agent need not look for it. */
      assigns?: boolean;
      presence: Presence;
      queue: ConversationSummary[];
      mine: ConversationSummary[];
      callbacks?: Callback[];
      mentions?: Mention[];
    }
  | {
      type: "lists";
      presence?: Presence;
      queue: ConversationSummary[];
      mine: ConversationSummary[];
      callbacks?: Callback[];
      mentions?: Mention[];
    }
  | { type: "notes"; conversation_id: string; notes: Note[] }
  | {
      type: "messages";
      conversation_id: string;
      messages: StaffMessage[];
      conversation: ConversationSummary;
    }
  | { type: "typing"; conversation_id: string; author: { kind: string; name: string | null } }
  | { type: "pong" }
  | ErrorFrame;
