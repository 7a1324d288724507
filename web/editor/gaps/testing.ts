import type { AskedQuestion, Gap, GapReport, QuestionGroup, Tally } from "./protocol";

export function questionFactory(change: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    id: 1,
    text: "Macie próbki tkanin?",
    language: "pl",
    kind: "abstained",
    asked_at: "2026-11-21T10:00:00Z",
    ...change,
  };
}

function tallyFactory(): Tally {
  return {
    count: 2,
    before: 0,
    trend: [0, 2],
    kinds: { abstained: 2 },
    languages: { en: 1, pl: 2 },
    first_asked_at: "2026-11-01T10:00:00Z",
    last_asked_at: "2026-11-21T10:00:00Z",
    examples: [questionFactory(), questionFactory({ id: 2, text: "Do you send samples?", language: "en" })],
  };
}

export function groupFactory(change: Partial<QuestionGroup> = {}): QuestionGroup {
  return {
    ...tallyFactory(),
    question_id: 1,
    name: "Macie próbki tkanin?",
    language: "pl",
    nearest: {
      article_id: "bedding-sizes",
      language: "pl",
      title: "Rozmiary",
      score: 0.2,
      decision: "abstain",
    },
    ...change,
  };
}

export function gapFactory(change: Partial<Gap> = {}): Gap {
  return {
    ...tallyFactory(),
    id: 7,
    name: "Macie próbki tkanin?",
    language: "pl",
    action: "dismiss",
    article_id: null,
    reason: "Nie mamy próbek",
    asked: 2,
    revision: 1,
    acted_at: "2026-11-20T10:00:00Z",
    acted_by: "Ewa",
    status: "dismissed",
    since: 0,
    golden: { total: 0, passing: 0 },
    ...change,
  };
}

export function reportFactory(change: Partial<GapReport> = {}): GapReport {
  return { days: 30, asked: 9, unanswered: 4, capped: null, more_groups: 0, groups: [], gaps: [], ...change };
}
