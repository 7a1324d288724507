import type { Judgement, StaffMessage } from "../../shared/staff-protocol";

/** The conversation's mood after one message of the customer. */
export interface TrendPoint {
  seq: number;
  text: string;
  /** From 0 (calm) to 1 (furious). */
  value: number;
  reasons: readonly string[];
  /** Whether a person has said what the message really was. */
  corrected: boolean;
}

/** The curve over the customer's messages whose mood is known. */
export function trendOf(messages: readonly StaffMessage[]): TrendPoint[] {
  return messages.flatMap(({ seq, text, author, mood }) =>
    author.kind === "customer" && mood?.trend !== undefined
      ? [{ seq, text, value: mood.trend, reasons: mood.trend_reasons ?? [], corrected: "model" in mood }]
      : [],
  );
}

/** What an agent may say that a message was, the calmest first. */
export const JUDGEMENTS = [
  { name: "pleased", frustration: "calm", label: "positive" },
  { name: "calm", frustration: "calm", label: "neutral" },
  { name: "unhappy", frustration: "calm", label: "negative" },
  { name: "annoyed", frustration: "annoyed", label: "negative" },
  { name: "angry", frustration: "angry", label: "negative" },
] as const satisfies readonly (Judgement & { name: string })[];

export type JudgementName = (typeof JUDGEMENTS)[number]["name"];

/** Between the values the desk keeps for calm, annoyed and angry: 0, 0.6 and 0.8. */
const ANNOYED_FROM = 0.3;
const ANGRY_FROM = 0.7;

/** What a person has said of a message, or null while only the model has. */
export function judgedAs({ mood }: StaffMessage): JudgementName | null {
  if (!mood || !("model" in mood) || mood.frustration === null) return null;
  const level =
    mood.frustration >= ANGRY_FROM ? "angry" : mood.frustration >= ANNOYED_FROM ? "annoyed" : "calm";
  const found = JUDGEMENTS.filter(({ frustration }) => frustration === level);
  return (found.find(({ label }) => label === mood.label) ?? found[0])?.name ?? null;
}
