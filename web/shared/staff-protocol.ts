/** The staff's half of docs/protocol.md: console, editor and their sockets. */

import type { ErrorFrame, HandoverReason, Language, Message, OrderSummary, OwnerKind } from "./protocol";

export type Role = "agent" | "editor" | "supervisor" | "admin";
export type Presence = "available" | "away";

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

export interface ConversationSummary {
  id: string;
  owner: { kind: OwnerKind; id: string | null; name: string | null };
  version: number;
  language: Language;
  channel: string;
  customer: Customer;
  reason: HandoverReason | null;
  queued_at: string | null;
  frustration: number | null;
  trend: number | null;
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
  summary: string;
}

export interface Suggestion {
  article_id: string;
  title: string;
  language: Language;
  text: string;
  url: string;
  score: number;
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

export type StaffFrame =
  | { type: "open"; conversation_id: string; last_seq: number }
  | { type: "leave"; conversation_id: string }
  | { type: "typing"; conversation_id: string }
  | { type: "presence"; presence: Presence }
  | { type: "ping" };

export type DeskToStaffFrame =
  | {
      type: "welcome";
      staff: Staff;
      presence: Presence;
      queue: ConversationSummary[];
      mine: ConversationSummary[];
      callbacks?: Callback[];
    }
  | { type: "lists"; queue: ConversationSummary[]; mine: ConversationSummary[]; callbacks?: Callback[] }
  | {
      type: "messages";
      conversation_id: string;
      messages: StaffMessage[];
      conversation: ConversationSummary;
    }
  | { type: "typing"; conversation_id: string; author: { kind: string; name: string | null } }
  | { type: "pong" }
  | ErrorFrame;

export interface ArticleContent {
  title: string;
  /** Markdown. */
  body: string;
  questions: string[];
  tags: string[];
  owner: string | null;
  valid_from: string | null;
  review_by: string | null;
}

export type ArticleStatus = "draft" | "review" | "published" | "changed" | "archived";

/** One step of a review. */
export interface ReviewNote {
  step: "asked" | "sent_back";
  /** The draft's revision that was looked at. */
  revision: number;
  note: string;
  at: string;
  by: string;
}

export interface ArticleInLanguage {
  draft: ArticleContent;
  draft_revision: number;
  published: ArticleContent | null;
  status: ArticleStatus;
  version: number | null;
  published_at: string | null;
  updated_at: string;
  updated_by: string;
  /** The last step of the reviews there have been. */
  review: ReviewNote | null;
}

export interface Article {
  id: string;
  category: string;
  languages: Partial<Record<Language, ArticleInLanguage>>;
}

export interface ArticleListing {
  id: string;
  category: string;
  languages: Partial<Record<Language, EditionListing>>;
}

export interface EditionListing {
  title: string;
  status: ArticleStatus;
  version: number | null;
  updated_at: string;
  owner: string;
  review_by: string | null;
}

export interface ArticleVersion {
  version: number;
  published_at: string;
  published_by: string;
  content: ArticleContent;
}

/** A run of text in a comparison; `skipped` stands for unchanged lines. */
export type DifferencePart =
  { kind: "same" | "removed" | "added"; text: string } | { kind: "skipped"; lines: number };

export interface FieldChange {
  field: keyof ArticleContent;
  parts: DifferencePart[];
}

export interface BrokenLink {
  target: string;
  problem: "unknown" | "unpublished" | "archived" | "unknown_picture";
}

export interface ArticleLinks {
  broken: BrokenLink[];
  /** The public articles that lead here. */
  linked_from: { article_id: string; title: string }[];
}

export interface PresenceAnswer {
  /** Names of those who have the article open on other pages. */
  others: string[];
  drafts: Partial<Record<Language, { revision: number; by: string }>>;
}

export interface Picture {
  /** What Markdown calls it: `![alt](picture:name)`. */
  name: string;
  url: string;
  type: string;
  width: number;
  height: number;
}

export interface SearchHit {
  article_id: string;
  language: Language;
  title: string;
  passage: string;
  html: string;
  url: string;
  /** From 0 to 1. */
  score: number;
  cross_language: boolean;
  parts: { dense: number | null; lexical: number | null };
}

export interface SearchAnswer {
  decision: "answer" | "suggest" | "abstain";
  hits: SearchHit[];
  took_ms: number;
}
