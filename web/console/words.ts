import { I18n } from "../shared/i18n";
import type { Author, HandoverReason, Notice, OrderState } from "../shared/protocol";
import type { DeskAlert, HeadStart, ReplyVariable } from "../shared/staff-protocol";
import { clockTime, roundedWait, weekday } from "../shared/time";
import en from "./locales/en.json";
import pl from "./locales/pl.json";
import { stopwatch } from "./stopwatch";
import type { CallbackProblem } from "./state/callbacks";
import type { Conversation, ChangeProblem } from "./state/conversation";
import type { ReplyProblem } from "./state/replies";
import type { TrendPoint } from "./state/mood-trend";

export type ConsoleKey = keyof typeof pl;

/** The console's sentences. */
export const words = new I18n<ConsoleKey>({ pl, en }, "pl");

/** A key made from a code of the protocol, if the catalogue has it: newer desks may send newer codes. */
function known(key: string): ConsoleKey | null {
  return key in pl ? (key as ConsoleKey) : null;
}

function codeInWords(prefix: string, code: string): string {
  const key = known(`${prefix}_${code}`);
  return key ? words.t(key) : code.replaceAll("_", " ");
}

export function reasonInWords(reason: HandoverReason): string {
  return codeInWords("reason", reason);
}

/** The rule that decided; most are called after the reason they give. */
export function ruleInWords(rule: string): string {
  return known(`rule_${rule}`) ? codeInWords("rule", rule) : codeInWords("reason", rule);
}

const HEAD_STARTS: readonly HeadStart[] = ["reason", "frustration", "order_total", "rank"];

/** What counts for a place in the queue: `reason +5, mood +10`. */
export function headStartsInWords(parts: Partial<Record<HeadStart, number>>): string {
  return HEAD_STARTS.flatMap((cause) => {
    const minutes = parts[cause];
    return minutes ? [`${words.t(`counts_${cause}`)} +${Math.round(minutes)}`] : [];
  }).join(", ");
}

/** What the assistant calls a thing it knows. */
export function slotInWords(slot: string): string {
  return codeInWords("slot", slot);
}

export function orderStateInWords(state: OrderState): string {
  return codeInWords("order", state);
}

/** What became of an article the assistant tried. */
export function outcomeInWords(outcome: string): string {
  return codeInWords("outcome", outcome);
}

export function languageInWords(language: string): string {
  return codeInWords("language", language);
}

/** What has passed its limit, and which. */
export function alertInWords({ kind, value, limit }: DeskAlert): string {
  switch (kind) {
    case "longest_wait":
      return words.t("alert_limit_longest_wait", { value: stopwatch(value), limit: stopwatch(limit) });
    case "service_level":
      return words.t("alert_limit_service_level", { value: percent(value), limit: percent(limit) });
    case "nobody_there":
      return words.t("alert_limit_nobody_there");
    default:
      return words.t(`alert_limit_${kind}`, { count: value, limit });
  }
}

/** A number from 0 to 1 as a percentage. */
export function percent(share: number): string {
  return new Intl.NumberFormat(words.language, { style: "percent" }).format(share);
}

export function authorInWords(author: Author): string {
  switch (author.kind) {
    case "customer":
      return author.name || words.t("customer");
    case "assistant":
      return words.t("assistant");
    case "agent":
      return author.name || words.t("agent");
    case "system":
      return words.t("system");
  }
}

/** A notice as the agent should read it; to the customer the same code says something else. */
export function noticeInWords(notice: Notice): string {
  switch (notice.code) {
    case "queued":
      return words.t("notice_queued", {
        reason: reasonInWords(notice.reason),
        place: notice.place,
        wait: waitInWords(notice.wait_seconds),
      });
    case "no_agents":
      return notice.opens_at
        ? words.t("notice_no_agents_until", { opens: dayAndTime(notice.opens_at) })
        : words.t("notice_no_agents");
    case "agent_joined":
    case "agent_left":
    case "transferred":
      return words.t(`notice_${notice.code}`, { name: notice.name });
    case "reopened":
      return notice.name
        ? words.t("notice_reopened_with", { name: notice.name })
        : words.t("notice_reopened");
    case "transferring":
      return notice.name
        ? words.t("notice_transferring", { name: notice.name })
        : words.t("notice_transferring_anyone");
    case "returned_to_assistant":
      return words.t("notice_returned_to_assistant", { name: notice.name });
    case "closed":
      return words.t("notice_closed", { by: closerInWords(notice.by) });
    default:
      return codeInWords("notice", (notice as { code: string }).code);
  }
}

/** Who ended a conversation: a kind of owner or actor, or the name of a person. */
function closerInWords(by: unknown): string {
  const { kind, name } =
    typeof by === "object" && by !== null
      ? (by as { kind?: string; name?: string | null })
      : { kind: String(by), name: null };
  return name || codeInWords("closer", kind ?? "");
}

function dayAndTime(moment: string): string {
  return `${weekday(moment, words.language)}, ${clockTime(moment, words.language)}`;
}

function waitInWords(seconds: number | null): string {
  if (seconds === null) return words.t("wait_unknown");
  const { unit, count } = roundedWait(seconds);
  return words.t(`wait_${unit}`, { count });
}

export function problemInWords(problem: ChangeProblem): string {
  if (problem.code === "taken")
    return problem.owner
      ? words.t("problem_taken", { name: problem.owner })
      : words.t("problem_taken_unknown");
  return words.t(`problem_${problem.code}`);
}

export function callbackProblemInWords(problem: CallbackProblem): string {
  switch (problem.code) {
    case "taken":
      return words.t("callback_problem_taken", { name: problem.owner });
    case "settled":
    case "not_taken":
      return words.t(`callback_problem_${problem.code}`);
    default:
      return words.t(`problem_${problem.code}`);
  }
}

/** Who has the conversation now. */
export function ownerInWords({ isMine, summary }: Conversation): string {
  switch (summary?.owner.kind) {
    case "queue":
      return words.t("owner_queue");
    case "bot":
      return words.t("owner_bot");
    case "closed":
      return words.t("owner_closed");
    case "agent":
      return isMine ? words.t("owner_me") : words.t("owner_agent", { name: summary.owner.name ?? "" });
    default:
      return "";
  }
}

/** What is to be filled into a canned reply. */
export function variableInWords(name: ReplyVariable): string {
  return words.t(`variable_${name}`);
}

export function replyProblemInWords(problem: ReplyProblem): string {
  switch (problem.code) {
    case "edited":
      return words.t("reply_problem_edited", { name: problem.by });
    case "field":
      return words.t(problem.field === "shortcut" ? "reply_problem_shortcut" : "reply_problem_text");
    case "offline":
    case "failed":
      return words.t(`problem_${problem.code}`);
    default:
      return words.t(`reply_problem_${problem.code}`);
  }
}

export type MoodBand = "calm" | "tense" | "angry";

/**
 * Bands for the eye only, halfway between the guide's values for calm, annoyed (0.6) and angry (0.8); what triggers a
 * hand-over is decided by the assistant's rules.
 */
export function moodBand(frustration: number): MoodBand {
  if (frustration >= 0.7) return "angry";
  return frustration >= 0.3 ? "tense" : "calm";
}

/** What raised a mood, as one line; empty where nothing did. */
export function cuesInWords(cues: readonly string[], corrected = false): string {
  const said = cues.map((cue) => codeInWords("cue", cue));
  if (corrected) said.push(words.t("corrected"));
  return said.join(", ");
}

/** A point of the curve for those who hear it. */
export function pointInWords({ text, value, reasons, corrected }: TrendPoint): string {
  const mood = `${words.t(`mood_${moodBand(value)}`)} ${percent(value)}`;
  const why = [mood, cuesInWords(reasons, corrected)].filter(Boolean).join(", ");
  return `${why}. ${words.t("quoted", { text })}`;
}
