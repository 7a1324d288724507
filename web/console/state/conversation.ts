import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import type { OwnerKind } from "../../shared/protocol";
import type {
  Colleague,
  ConversationSummary,
  Customer,
  HandoverPacket,
  Judgement,
  StaffFrame,
  StaffMessage,
  UsedText,
  WrapUpCode,
  Transfer,
} from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";
import { CustomerFile } from "./customer-file";
import { Notes } from "./notes";
import type { Outbox } from "./outbox";
import { Suggestions } from "./suggestions";
import { Transcript } from "./transcript";

export type LoadStatus = "loading" | "ready" | "missing" | "failed";
export type Change = "claim" | "give_back" | "release" | "transfer" | "take_up" | "take_over" | "close";

/** Why a change was not made, in terms a view can word. */
export type ChangeProblem =
  | { code: "taken"; owner: string }
  | { code: "moved" | "not_yours" | "closed" | "away" | "offline" | "failed" };

/** What a conversation needs around it. */
export interface Surroundings {
  api: AgentApi;
  outbox: Outbox;
  /** Whether the agent may judge moods in everyone's conversations, and take them over. */
  supervises: boolean;
  send(frame: StaffFrame): boolean;
  /** Told before the agent moves the conversation, so that the move is no news. */
  expect(conversationId: string): void;
  onError(error: unknown): void;
}

/** The protocol: typing is shown for 5 s and reported at most once a second. */
const TYPING_SHOWN = 5_000;
const TYPING_EVERY = 1_000;

/** The conversation in the middle of the console: its story, its owner, and what the agent may do with it. */
export class Conversation extends Observable {
  status: LoadStatus = "loading";
  customer: Customer | null = null;
  handover: HandoverPacket | null = null;
  transfer: Transfer | null = null;
  /** The change under way. */
  changing: Change | null = null;
  problem: ChangeProblem | null = null;
  customerTypes = false;
  readonly transcript = new Transcript();
  readonly suggestions: Suggestions;
  readonly notes: Notes;
  readonly file: CustomerFile;
  #lastTyping = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    readonly id: string,
    private readonly staffId: string,
    private readonly around: Surroundings,
    /** What the lists say of it, until the desk has told the whole story. */
    public summary: ConversationSummary | null = null,
  ) {
    super();
    this.suggestions = new Suggestions(id, around.api);
    this.notes = new Notes(id, around.api, around.onError);
    this.file = new CustomerFile(id, around.api, around.onError);
  }

  get isMine(): boolean {
    return this.summary?.owner.kind === "agent" && this.summary.owner.id === this.staffId;
  }

  get ownerKind(): OwnerKind | null {
    return this.summary?.owner.kind ?? null;
  }

  /** Whether the conversation can be taken: nobody but the queue or the assistant has it. */
  get isClaimable(): boolean {
    return this.ownerKind === "queue" || this.ownerKind === "bot";
  }

  /** Whether a supervisor reads along in an agent's conversation. */
  get isWatched(): boolean {
    return this.around.supervises && this.ownerKind === "agent" && !this.isMine;
  }

  get mayJudge(): boolean {
    return this.isMine || this.around.supervises;
  }

  /** Fetches the whole story, then watches it live. */
  async load(): Promise<void> {
    try {
      const detail = await this.around.api.conversation(this.id);
      if (this.#stopped) return;
      this.status = "ready";
      this.customer = detail.customer;
      this.handover = detail.handover;
      this.transfer = detail.transfer ?? null;
      this.notes.take(detail.notes ?? []);
      this.#follow(detail.conversation);
      this.#take(detail.messages);
      this.watch();
    } catch (error) {
      this.around.onError(error);
      if (this.#stopped) return;
      const gone = error instanceof ApiError && (error.status === 404 || error.status === 403);
      if (this.status === "loading" || this.status === "failed") this.status = gone ? "missing" : "failed";
    }
    this.changed();
  }

  /** Says what is known, so that the desk sends what is not. */
  watch(): void {
    if (this.status === "ready")
      this.around.send({ type: "open", conversation_id: this.id, last_seq: this.transcript.cursor });
    else if (this.status === "failed") void this.load();
  }

  /** Takes a frame of live messages in; a gap is asked for. */
  receive(messages: readonly StaffMessage[], summary: ConversationSummary): void {
    if (this.status !== "ready") return;
    const before = this.summary;
    this.#follow(summary);
    if (this.#take(messages) === "gap") this.watch();
    if (before?.version !== this.summary?.version) void this.load();
    this.changed();
  }

  /** Takes news of the conversation from the lists. */
  update(summary: ConversationSummary): void {
    if (!this.summary || summary.version <= this.summary.version) return;
    this.#follow(summary);
    this.changed();
  }

  someoneTypes(): void {
    this.#showTyping(true);
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#showTyping(false), TYPING_SHOWN);
  }

  /** Tells the customer that a person is writing. */
  noteTyping(now: number = Date.now()): void {
    if (!this.isMine || now - this.#lastTyping < TYPING_EVERY) return;
    this.#lastTyping = now;
    this.around.send({ type: "typing", conversation_id: this.id });
  }

  /** Sends an answer; `used` are the ready texts it was made of. */
  say(text: string, used: readonly UsedText[] = []): void {
    const words = text.trim();
    if (words) this.around.outbox.add(this.id, words, used);
  }

  claim(): Promise<boolean> {
    const version = this.summary?.version ?? 0;
    return this.#change("claim", () => this.around.api.claim(this.id, version));
  }

  takeOver(reason: string): Promise<boolean> {
    const version = this.summary?.version ?? 0;
    return this.#change("take_over", () => this.around.api.takeOver(this.id, version, reason));
  }

  giveBack(note: string, tell: boolean): Promise<boolean> {
    return this.#change("give_back", () => this.around.api.giveBack(this.id, note, tell));
  }

  release(): Promise<boolean> {
    return this.#change("release", () => this.around.api.release(this.id));
  }

  /** Whether a colleague has given the agent this conversation, and they have not taken it up. */
  get isGiven(): boolean {
    return this.isMine && (this.transfer?.waiting ?? false);
  }

  /** Those who could have the conversation; nobody where the desk does not tell. */
  async colleagues(): Promise<Colleague[]> {
    try {
      return await this.around.api.colleagues();
    } catch (error) {
      this.around.onError(error);
      return [];
    }
  }

  transferTo(to: string, note: string): Promise<boolean> {
    return this.#change("transfer", () => this.around.api.transfer(this.id, to, note));
  }

  takeUp(): Promise<boolean> {
    return this.#change("take_up", () => this.around.api.takeUp(this.id));
  }

  /** What it may have been about; nothing where the desk does not tell, for that must not keep it open. */
  async wrapUpCodes(): Promise<WrapUpCode[]> {
    try {
      return await this.around.api.wrapUpCodes();
    } catch (error) {
      this.around.onError(error);
      return [];
    }
  }

  close(note: string, wrapUp: string | null): Promise<boolean> {
    return this.#change("close", () => this.around.api.close(this.id, note, wrapUp));
  }

  /** Says what mood a message of the customer really shows; the desk tells what that changes later on. */
  async judge(seq: number, judgement: Judgement): Promise<void> {
    this.problem = null;
    try {
      const { message, conversation } = await this.around.api.judge(this.id, seq, judgement);
      if (this.#stopped) return;
      this.#follow(conversation);
      this.#take([message]);
    } catch (error) {
      this.around.onError(error);
      this.problem = problemOf(error);
    }
    this.changed();
  }

  dismissProblem(): void {
    this.problem = null;
    this.changed();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#typingTimer);
    this.suggestions.stop();
    this.around.send({ type: "leave", conversation_id: this.id });
  }

  async #change(change: Change, ask: () => Promise<ConversationSummary | undefined>): Promise<boolean> {
    if (this.changing) return false;
    this.changing = change;
    this.problem = null;
    this.changed();
    this.around.expect(this.id);
    try {
      const summary = await ask();
      if (summary) this.#follow(summary);
    } catch (error) {
      this.around.onError(error);
      this.problem = problemOf(error);
    }
    this.changing = null;
    this.changed();
    await this.load();
    return this.problem === null;
  }

  #follow(summary: ConversationSummary): void {
    if (!this.summary || summary.version >= this.summary.version) this.summary = summary;
  }

  #take(messages: readonly StaffMessage[]): "complete" | "gap" {
    const arrival = this.transcript.add(messages);
    this.around.outbox.settle(messages);
    if (messages.some((message) => message.author.kind === "customer")) this.customerTypes = false;
    this.suggestions.follow(this.transcript.lastOfCustomer?.seq);
    return arrival;
  }

  #showTyping(types: boolean): void {
    this.customerTypes = types;
    this.changed();
  }
}

function problemOf(error: unknown): ChangeProblem {
  if (!(error instanceof ApiError)) return { code: "failed" };
  switch (error.code) {
    case "already_owned":
      return { code: "taken", owner: nameIn(error.details["owner"]) };
    case "not_owner":
      return { code: "not_yours" };
    case "colleague_away":
      return { code: "away" };
    case "offline":
      return { code: "offline" };
    case "conversation_closed":
      return { code: "closed" };
    default:
      return { code: error.status === 409 ? "moved" : "failed" };
  }
}

/** The name of an owner as the desk tells it: the name itself, or an owner with a name. */
function nameIn(owner: unknown): string {
  if (typeof owner === "string") return owner;
  const name = (owner as { name?: unknown } | null | undefined)?.name;
  return typeof name === "string" ? name : "";
}
