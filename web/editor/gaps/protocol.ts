/** The editor's calls about gaps, as docs/protocol.md has them. */

import type { Language } from "../../shared/protocol";

/** How a question failed. */
export type FailureKind = "abstained" | "not_picked" | "unhelpful" | "escalated";

export interface AskedQuestion {
  id: number;
  text: string;
  language: Language;
  kind: FailureKind;
  asked_at: string;
}

/** What is counted of a group of questions. */
export interface Tally {
  count: number;
  /** As many days before. */
  before: number;
  /** The days cut into equal parts, the oldest first. */
  trend: number[];
  kinds: Partial<Record<FailureKind, number>>;
  languages: Partial<Record<Language, number>>;
  first_asked_at: string | null;
  last_asked_at: string | null;
  examples: AskedQuestion[];
}

export interface NearestArticle {
  article_id: string;
  language: Language;
  title: string;
  /** From 0 to 1. */
  score: number;
  decision: "answer" | "suggest" | "abstain";
}

/** Questions of one meaning that nobody has acted on. */
export type QuestionGroup = Tally & {
  question_id: number;
  name: string;
  language: Language;
  nearest: NearestArticle | null;
};

export type GapStatus = "returned" | "reopened" | "open" | "dismissed" | "closed";

/** Questions of one meaning and what was done about them. */
export type Gap = Tally & {
  id: number;
  name: string;
  language: Language;
  action: "start" | "add" | "dismiss";
  article_id: string | null;
  reason: string | null;
  asked: number;
  revision: number;
  acted_at: string;
  acted_by: string;
  status: GapStatus;
  /** Asked since the act. */
  since: number;
  golden: { total: number; passing: number };
};

export interface GapReport {
  days: number;
  asked: number;
  unanswered: number;
  /** How many of the latest were grouped, where there were more. */
  capped: number | null;
  more_groups: number;
  groups: QuestionGroup[];
  gaps: Gap[];
}

export type Act =
  | {
      action: "start";
      article_id: string;
      category: string;
      languages: Partial<Record<Language, { title: string; body: string }>>;
      examples: number[];
      golden: boolean;
    }
  | { action: "add"; article_id: string; examples: number[]; golden: boolean }
  | { action: "dismiss"; reason: string };

/** What an act is about: a group, by one of its questions, or a gap at the revision that was seen. */
export type Target = QuestionGroup | Gap;

export type FindingKind =
  "review_past" | "review_due" | "unhelpful" | "never_picked" | "never_found" | "one_language";

export interface Finding {
  kind: FindingKind;
  article_id: string;
  language: Language | null;
  title: string;
  review_by?: string;
  shown?: number;
  unhelpful?: number;
  suggested?: number;
}

export interface HealthReport {
  days: number;
  articles: number;
  findings: Finding[];
}
