/** The editor's part of docs/protocol.md: articles, their editions, and what they would answer. */

import type { Language } from "./protocol";

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
