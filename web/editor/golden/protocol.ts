import type { Language } from "../../shared/protocol";
import type { Article, SearchHit } from "../../shared/editor-protocol";

/** A question customers ask, with the article that must answer it. */
export interface GoldenQuestion {
  id: number;
  language: Language;
  text: string;
  /** Null where nothing must answer. */
  article_id: string | null;
  revision: number;
  updated_at: string;
  updated_by: string;
  /** At the last check; null before the first. */
  passes: boolean | null;
}

export type Outcome = "answered" | "suggested" | "withheld" | "missed" | "wrong";

/** What the search did with one question. */
export interface Fared {
  outcome: Outcome;
  article_id: string | null;
  title: string | null;
  /** From 0 to 1. */
  score: number;
  passes: boolean;
}

export interface Comparison {
  id: number;
  language: Language;
  text: string;
  article_id: string | null;
  before: Fared;
  after: Fared;
}

/** What a change of what is public does to the golden questions. */
export interface GateReport {
  questions: number;
  passing_before: number;
  passing_after: number;
  better: Comparison[];
  worse: Comparison[];
}

/** What publishing, archiving and rolling back answer. */
export interface Released {
  article: Article;
  report: GateReport;
}

export interface Publication {
  id: number;
  kind: "publish" | "archive" | "rollback" | "import";
  version: number | null;
  actor: string;
  at: string;
  questions: number;
  better: number;
  worse: number;
  losses: Comparison[];
  override_reason: string | null;
}

export const PARTS = ["dense", "twin", "words", "letters", "lead", "bias"] as const;

export interface ScorePart {
  name: (typeof PARTS)[number];
  measure: number | null;
  /** What it adds to the sum; 0 in all is a probability of one half. */
  points: number;
}

export interface Why {
  parts: ScorePart[];
  matched: { kind: "title" | "question" | "body"; text: string; nearness: number };
  shared_words: string[];
}

export interface ExplainedHit extends SearchHit {
  rank: number;
  /** Whether customers are shown it. */
  shown: boolean;
  why: Why;
}

export interface Explanation {
  decision: "answer" | "suggest" | "abstain";
  hits: ExplainedHit[];
  thresholds: { answer: number; suggest: number; likely: number };
}

/** What would be answered now, and after publishing the draft. */
export interface TrialAnswer {
  now: Explanation;
  after: Explanation | null;
}
