import { ApiError } from "../../shared/http";
import type { KeyValueStore } from "../../shared/key-value-store";
import type {
  ConversationState,
  CustomerFrame,
  DeskToCustomerFrame,
  ErrorBody,
  Language,
  Message,
  PageContext,
  Rating,
  TypingAuthor,
  Visitor,
} from "../../shared/protocol";
import type { Link, LinkStatus, LiveSocketOptions } from "../../shared/socket";
import { Delivery } from "./delivery";
import { Outbox, frameOf, type Wish } from "./outbox";
import { ReadMark } from "./read-mark";
import { Timeline, type ShownMessage } from "./timeline";
import { VisitorSession } from "./visitor-session";

export type CustomerLink = Link<DeskToCustomerFrame, CustomerFrame>;

export interface StoreEvents {
  /** Someone else's message that the customer has not seen. */
  message: (message: ShownMessage) => void;
  /** Something the shop's developer should hear of. */
  error: (code: string, message: string) => void;
}

export interface StoreSettings {
  store: KeyValueStore;
  events: StoreEvents;
  openLink(options: LiveSocketOptions): CustomerLink;
}

const DRAFT_KEY = "warmline.draft";
/** The protocol: typing is shown for 5 s and reported at most once a second. */
const TYPING_SHOWN = 5_000;
const TYPING_EVERY = 1_000;
/** Time a pushed message may lag behind the state that counts it. */
const PUSH_LAG = 2_000;
/** Hellos in a row that bring nothing new before the next wake-up is waited for. */
const MOST_HELLOS = 3;

/**
 * The conversation as this browser knows it, apart from any view.
 *
 * What the customer says lies in the outbox until the desk acknowledges it; what the desk says is taken in
 * strictly by sequence number, and a gap is answered with another `hello`.
 */
export class ConversationStore {
  state: ConversationState | null = null;
  you: Visitor = { name: null, verified: false };
  typing: TypingAuthor | null = null;
  linkStatus: LinkStatus = "stopped";
  /** Whether the desk has told the whole story at least once. */
  welcomed = false;

  readonly timeline = new Timeline();
  readonly outbox: Outbox;
  readonly #read: ReadMark;
  readonly #session: VisitorSession;
  readonly #link: CustomerLink;
  readonly #delivery: Delivery;
  readonly #context: PageContext = {};
  readonly #listeners = new Set<() => void>();
  #language: Language = "pl";
  #languageChosen = false;
  #greeted = false;
  #hellos = 0;
  #watching = false;
  #lastTyping = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #lagTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly settings: StoreSettings) {
    this.outbox = new Outbox(settings.store);
    this.#read = new ReadMark(settings.store);
    this.#session = new VisitorSession(settings.store, (error) =>
      settings.events.error(error.code, error.message),
    );
    this.#link = settings.openLink({
      greet: () => void this.#greet(),
      onStatus: (status) => this.#linkChanged(status),
    });
    this.#delivery = new Delivery({
      outbox: this.outbox,
      say: (entry) => this.#greeted && this.#link.send(frameOf(entry, this.timeline.conversationId)),
      onSilence: () => this.#link.fail(),
    });
    this.#link.on("welcome", ({ state, messages, you }) => this.#welcome(state, messages, you));
    this.#link.on("message", ({ message }) => this.#receive(message));
    this.#link.on("ack", (frame) => this.#acknowledged(frame.client_message_id, frame.seq));
    this.#link.on("state", ({ state }) => this.#stateChanged(state));
    this.#link.on("typing", ({ author }) => this.#someoneTypes(author));
    this.#link.on("error", (frame) => this.#refused(frame.error, frame.client_message_id));
  }

  /** Words not yet sent; they outlive the page. */
  get draft(): string {
    return this.settings.store.get(DRAFT_KEY) ?? "";
  }

  set draft(text: string) {
    if (text) this.settings.store.set(DRAFT_KEY, text);
    else this.settings.store.remove(DRAFT_KEY);
  }

  /** The language chosen for the chat, else the one the customer writes. */
  get language(): Language {
    return this.#language;
  }

  get unread(): number {
    return this.#read.unread(this.timeline);
  }

  /** Whether the request for a person is still on its way. */
  get askingForPerson(): boolean {
    return this.outbox.entries.some((entry) => entry.kind === "request_human" && entry.state === "sending");
  }

  /** Calls `listener` after every change; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(language: Language, chosen = false): void {
    this.#language = language;
    this.#languageChosen = chosen;
    this.#link.start();
  }

  stop(): void {
    this.#link.stop();
    this.#delivery.interrupt();
    for (const timer of [this.#typingTimer, this.#lagTimer]) clearTimeout(timer);
  }

  send(text: string): void {
    const words = text.trim();
    if (words) this.#post({ kind: "message", text: words });
  }

  choose(message: ShownMessage, index: number): void {
    const choice = message.choices[index];
    if (!choice) return;
    const { seq, conversationId } = message;
    this.#post({ kind: "choice", text: choice.title, seq, index, conversationId });
  }

  requestPerson(): void {
    if (!this.askingForPerson) this.#post({ kind: "request_human", text: "" });
  }

  /** Gives the wait for a person up. */
  withdraw(): void {
    this.#link.send({ type: "withdraw" });
  }

  retry(id: string): void {
    this.outbox.retry(id);
    this.#delivery.pump();
    this.#changed();
  }

  discard(id: string): void {
    this.outbox.remove(id);
    this.#changed();
  }

  /** Ends the conversation; false if there is no connection to end it over. */
  end(): boolean {
    return this.#greeted && this.#link.send({ type: "close" });
  }

  /** Answers the survey; false if there is no connection, or nothing is asked. */
  rate(rating: Rating): boolean {
    const { id, survey } = this.state ?? {};
    if (!id || !survey || !this.#greeted) return false;
    return this.#link.send({ type: "rate", conversation_id: id, version: survey.version, ...rating });
  }

  /** Holds to a language, whichever the customer writes. */
  setLanguage(language: Language): void {
    if (language === this.#language && this.#languageChosen) return;
    this.#language = language;
    this.#languageChosen = true;
    this.#sayLanguage();
    this.#changed();
  }

  /** Tells a person on the other side that the customer writes; the words themselves stay here. */
  noteTyping(now: number = Date.now()): void {
    const listener = this.state?.owner.kind;
    if ((listener !== "agent" && listener !== "queue") || now - this.#lastTyping < TYPING_EVERY) return;
    this.#lastTyping = now;
    this.#link.send({ type: "typing" });
  }

  /** Says whether the customer is looking at the conversation. */
  setWatching(watching: boolean): void {
    this.#watching = watching;
    this.#markRead();
    this.#changed();
  }

  /** Takes the shop's signed word on who this is. */
  identify(identity: string): void {
    this.#session.identify(identity);
    this.#startAgain();
  }

  /** Tells the desk what the shop's page says of its visitor, now and at every welcome. */
  inform(context: PageContext): void {
    Object.assign(this.#context, context);
    if (this.#greeted) this.#link.send({ type: "context", ...context });
  }

  /** Forgets this visitor, as after a log-out from the shop. */
  reset(): void {
    delete this.#context.cart;
    delete this.#context.attributes;
    this.#session.identify(null);
    this.#session.forget();
    this.#forgetConversation();
    this.outbox.clear();
    this.draft = "";
    this.#startAgain();
  }

  /** Another tab has signed in or out: be the same visitor here. */
  followOtherTab(): void {
    this.#forgetConversation();
    this.#startAgain();
  }

  #post(wish: Wish): void {
    this.outbox.add(wish);
    this.#delivery.pump();
    this.#changed();
  }

  #startAgain(): void {
    const running = this.#link.status !== "stopped";
    this.#link.stop();
    if (running) this.#link.start();
    this.#changed();
  }

  #forgetConversation(): void {
    this.timeline.clear();
    this.#read.clear();
    this.state = null;
    this.you = { name: null, verified: false };
    this.typing = null;
    this.welcomed = false;
  }

  async #greet(): Promise<void> {
    const before = this.#session.token;
    try {
      const token = await this.#session.open(this.#language);
      if (token !== this.#session.token) return;
      if (before !== null && token !== before) this.#forgetConversation();
      this.#hellos = 0;
      this.#hello(token);
    } catch (error) {
      if (error instanceof ApiError && error.code !== "offline")
        this.settings.events.error(error.code, error.message);
      this.#link.fail();
    }
  }

  #hello(token: string | null = this.#session.token): void {
    if (token === null || this.#hellos >= MOST_HELLOS) return;
    this.#hellos += 1;
    this.#link.send({ type: "hello", token, language: this.#language, last_seq: this.timeline.cursor });
  }

  #welcome(state: ConversationState, messages: Message[], you: Visitor): void {
    this.you = you;
    this.timeline.begin(state.id);
    const before = this.timeline.cursor;
    for (const message of messages) this.#take(message);
    if (this.timeline.cursor > before) this.#hellos = 0;
    this.state = state;
    this.#followLanguage(state);
    this.outbox.settle(this.timeline.cursor);
    this.#markRead();
    if (this.timeline.cursor < state.last_seq) this.#hello();
    this.#greeted = true;
    this.welcomed = true;
    this.#sayLanguage();
    this.inform(this.#context);
    this.#delivery.pump();
    this.#changed();
  }

  #receive(message: Message): void {
    if (this.#take(message) === "gap") this.#hello();
    else this.#hellos = 0;
    this.outbox.settle(this.timeline.cursor);
    this.#markRead();
    this.#changed();
  }

  #take(message: Message): "added" | "known" | "gap" {
    const arrival = this.timeline.add(message);
    if (arrival !== "added") return arrival;
    if (message.client_message_id) this.outbox.remove(message.client_message_id);
    if (message.author.kind !== "customer") {
      this.typing = null;
      const shown = this.timeline.messages.at(-1);
      if (shown && !this.#watching && this.#read.isNew(shown)) this.settings.events.message(shown);
    }
    return arrival;
  }

  #stateChanged(state: ConversationState): void {
    if (state.id !== this.timeline.conversationId) return this.#hello();
    if (this.state && state.version < this.state.version) return;
    this.state = state;
    this.#followLanguage(state);
    clearTimeout(this.#lagTimer);
    if (state.last_seq > this.timeline.cursor)
      this.#lagTimer = setTimeout(() => {
        if ((this.state?.last_seq ?? 0) > this.timeline.cursor) this.#hello();
      }, PUSH_LAG);
    this.#changed();
  }

  /** A conversation that has begun is in the language its customer writes. */
  #followLanguage(state: ConversationState): void {
    if (!this.#languageChosen && state.last_seq > 0) this.#language = state.language;
  }

  #sayLanguage(): void {
    if (this.#greeted && this.#languageChosen)
      this.#link.send({ type: "language", language: this.#language });
  }

  #acknowledged(id: string, seq: number): void {
    this.outbox.acknowledge(id, seq);
    this.outbox.settle(this.timeline.cursor);
    this.#landed(id);
  }

  #refused(error: ErrorBody, id: string | undefined): void {
    if (error.code === "not_signed_in") {
      this.#session.forget();
      this.#forgetConversation();
      return this.#link.fail();
    }
    if (id === undefined) return this.settings.events.error(error.code, error.message);
    if (error.code === "too_many") return this.#delivery.pause(id, Number(error.details["retry_after"]) || 5);
    this.outbox.fail(id, error.code);
    this.#landed(id);
  }

  #landed(id: string): void {
    this.#delivery.landed(id);
    this.#changed();
  }

  #linkChanged(status: LinkStatus): void {
    this.linkStatus = status;
    if (status !== "open") {
      this.#greeted = false;
      this.#delivery.interrupt();
    }
    this.#changed();
  }

  #someoneTypes(author: TypingAuthor): void {
    this.typing = author;
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => {
      this.typing = null;
      this.#changed();
    }, TYPING_SHOWN);
    this.#changed();
  }

  #markRead(): void {
    if (this.#watching && this.#read.advance(this.timeline))
      this.#link.send({ type: "read", seq: this.timeline.cursor });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
