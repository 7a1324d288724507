import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import type { CannedReply, ReplyText, TextUsage } from "../../shared/staff-protocol";
import type { AgentApi, ReplyWording } from "./agent-api";

/** Why a reply was not kept, in terms a view can word. */
export type ReplyProblem =
  | { code: "edited"; by: string }
  | { code: "field"; field: string }
  | { code: "taken" | "gone" | "offline" | "failed" };

type RepliesApi = Pick<
  AgentApi,
  "replies" | "createReply" | "changeReply" | "removeReply" | "readyTextUsage"
>;

/** Everybody's canned replies and the agent's own, fetched when first needed. */
export class Replies extends Observable {
  status: "idle" | "loading" | "ready" | "failed" = "idle";
  list: readonly CannedReply[] = [];
  /** Of the replies and of suggestions by their ids, in the last days. */
  usage: { days: number; replies: ReadonlyMap<string, TextUsage>; suggestions: readonly TextUsage[] } | null =
    null;
  problem: ReplyProblem | null = null;

  constructor(
    private readonly api: RepliesApi,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  async load(): Promise<void> {
    if (this.status !== "ready") this.status = "loading";
    this.changed();
    try {
      this.list = await this.api.replies();
      this.status = "ready";
    } catch (error) {
      this.onError(error);
      if (this.status !== "ready") this.status = "failed";
    }
    this.changed();
  }

  async loadUsage(): Promise<void> {
    try {
      const { days, suggestions, canned_replies } = await this.api.readyTextUsage();
      this.usage = { days, suggestions, replies: new Map(canned_replies.map((one) => [one.id, one])) };
    } catch (error) {
      this.onError(error);
    }
    this.changed();
  }

  /** Keeps a new reply or, with the one that was read, a changed one. */
  save(wording: ReplyWording, shared: boolean, read: CannedReply | null): Promise<boolean> {
    return this.#attempt(async () => {
      const kept = read
        ? await this.api.changeReply(read.id, read.revision, wording)
        : await this.api.createReply(wording, shared);
      const others = this.list.filter(({ id }) => id !== kept.id);
      this.list = [...others, kept].sort((one, other) => one.shortcut.localeCompare(other.shortcut));
    });
  }

  remove(reply: CannedReply): Promise<boolean> {
    return this.#attempt(async () => {
      await this.api.removeReply(reply.id, reply.revision);
      this.list = this.list.filter(({ id }) => id !== reply.id);
    });
  }

  forgetProblem(): void {
    this.problem = null;
    this.changed();
  }

  /** The replies whose shortcut or title has the words, those whose shortcut begins with them first. */
  matching(words: string, language: Language): CannedReply[] {
    const wanted = folded(words);
    return this.list
      .map((reply) => ({ reply, rank: rankOf(reply, wanted, language) }))
      .filter(({ rank }) => rank > 0)
      .sort((one, other) => other.rank - one.rank)
      .map(({ reply }) => reply);
  }

  async #attempt(change: () => Promise<void>): Promise<boolean> {
    this.problem = null;
    try {
      await change();
    } catch (error) {
      this.onError(error);
      this.problem = problemOf(error);
      if (this.problem.code === "edited" || this.problem.code === "gone") await this.load();
    }
    this.changed();
    return this.problem === null;
  }
}

/** The words of a reply in the customer's language, or in the one there is. */
export function textIn(reply: CannedReply, language: Language): ReplyText & { language: Language } {
  const other: Language = language === "pl" ? "en" : "pl";
  const chosen = reply.texts[language] ? language : other;
  return { ...(reply.texts[chosen] ?? { title: reply.shortcut, text: "" }), language: chosen };
}

/** Letters without their marks, so that "opoz" finds "opóźnienie". */
export function folded(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l");
}

function rankOf(reply: CannedReply, wanted: string, language: Language): number {
  const shortcut = folded(reply.shortcut);
  if (shortcut.startsWith(wanted)) return 3;
  const { title } = textIn(reply, language);
  if (
    folded(title)
      .split(/\s+/)
      .some((word) => word.startsWith(wanted))
  )
    return 2;
  return Object.values(reply.texts).some((text) => folded(text.text).includes(wanted)) ? 1 : 0;
}

function problemOf(error: unknown): ReplyProblem {
  if (!(error instanceof ApiError)) return { code: "failed" };
  const { details } = error;
  switch (error.code) {
    case "edited_meanwhile":
      return { code: "edited", by: String(details["by"] ?? "") };
    case "shortcut_taken":
      return { code: "taken" };
    case "not_found":
      return { code: "gone" };
    case "offline":
      return { code: "offline" };
    case "bad_input":
      return { code: "field", field: String(details["field"] ?? "") };
    default:
      return { code: "failed" };
  }
}
