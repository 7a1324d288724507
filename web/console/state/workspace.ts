import type { KeyValueStore } from "../../shared/key-value-store";
import { Observable } from "../../shared/observable";
import type { Link, LinkStatus, LiveSocketOptions } from "../../shared/socket";
import type {
  DeskToStaffFrame,
  Mention,
  PresenceChoice,
  Staff,
  StaffFrame,
} from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";
import { Archive } from "./archive";
import { Callbacks } from "./callbacks";
import { Conversation } from "./conversation";
import { Drafts } from "./drafts";
import { DeskView } from "./live-view";
import { Inbox, type News } from "./inbox";
import { Mentions } from "./mentions";
import { Outbox } from "./outbox";
import { ReadMarks } from "./read-marks";
import { Replies } from "./replies";
import { Search } from "./search";

export type StaffLink = Link<DeskToStaffFrame, StaffFrame>;

export interface WorkspaceSettings {
  staff: Staff;
  api: AgentApi;
  store: KeyValueStore;
  openLink(options: LiveSocketOptions): StaffLink;
  onNews(news: News): void;
  onMention(mention: Mention): void;
  /** Told of every failed call, so that an ended session is noticed. */
  onError(error: unknown): void;
  /** Told when the live connection is lost, which may mean an ended session. */
  onLost(): void;
}

/** Everything one agent works with: the lists, the conversation on the table, drafts and words on their way. */
export class Workspace extends Observable {
  readonly inbox: Inbox;
  readonly callbacks: Callbacks;
  readonly mentions: Mentions;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly noteDrafts: Drafts;
  readonly withAssistant: Archive;
  readonly closed: Archive;
  readonly replies: Replies;
  readonly search: Search;
  readonly desk: DeskView;
  current: Conversation | null = null;
  linkStatus: LinkStatus = "stopped";
  readonly #link: StaffLink;
  #marksPruned = false;

  constructor(private readonly settings: WorkspaceSettings) {
    super();
    const { staff, api, store } = settings;
    // Two agents may share a browser; what one has typed is not for the other.
    const prefix = `warmline.agent.${staff.id}`;
    const marks = new ReadMarks(store, `${prefix}.seen.`);
    this.inbox = new Inbox(staff.id, marks, settings.onNews);
    this.callbacks = new Callbacks(staff, api, settings.onError);
    this.mentions = new Mentions(api, settings.onMention, settings.onError);
    this.drafts = new Drafts(store, `${prefix}.draft.`, `${prefix}.used.`);
    this.noteDrafts = new Drafts(store, `${prefix}.note.`, `${prefix}.note-used.`);
    this.outbox = new Outbox((...message) => this.#post(...message), store, `${prefix}.outbox.`);
    this.withAssistant = new Archive("bot", api);
    this.closed = new Archive("closed", api);
    this.replies = new Replies(api, settings.onError);
    this.search = new Search(api, settings.onError);
    this.desk = new DeskView(api, settings.onError);
    this.#link = settings.openLink({
      greet: () => this.#greet(),
      onStatus: (status) => this.#linkChanged(status),
    });
    this.#link.on("welcome", ({ assigns, presence, queue, mine, callbacks, mentions }) => {
      this.callbacks.take(callbacks ?? []);
      this.mentions.take(mentions ?? []);
      this.inbox.assigns = assigns ?? false;
      this.inbox.setPresence(presence);
      this.#lists(queue, mine);
      if (!this.#marksPruned) marks.prune(new Set([...queue, ...mine].map(({ id }) => id)));
      this.#marksPruned = true;
    });
    this.#link.on("lists", ({ presence, queue, mine, callbacks, mentions }) => {
      this.callbacks.take(callbacks ?? []);
      this.mentions.take(mentions ?? []);
      if (presence) this.inbox.setPresence(presence);
      this.#lists(queue, mine);
    });
    this.#link.on("messages", (frame) => {
      if (frame.conversation_id === this.current?.id)
        this.current.receive(frame.messages, frame.conversation);
    });
    this.#link.on("notes", (frame) => {
      if (frame.conversation_id === this.current?.id) this.current.notes.take(frame.notes);
    });
    this.#link.on("typing", (frame) => {
      if (frame.conversation_id === this.current?.id && frame.author.kind === "customer")
        this.current.someoneTypes();
    });
  }

  start(): void {
    this.#link.start();
  }

  stop(): void {
    this.current?.stop();
    this.outbox.stop();
    this.#link.stop();
  }

  get supervises(): boolean {
    return this.settings.staff.roles.some((role) => role === "supervisor" || role === "admin");
  }

  get staff(): Staff {
    return this.settings.staff;
  }

  /** Puts a conversation on the table, or clears it. */
  open(conversationId: string | null): void {
    if (conversationId === (this.current?.id ?? null)) return;
    this.current?.stop();
    this.current = conversationId === null ? null : this.#conversation(conversationId);
    void this.current?.load();
    this.changed();
  }

  /** Puts whoever is next on the table and claims the conversation; false if nobody waits. */
  async takeNext(): Promise<boolean> {
    const { next } = this.inbox;
    return next ? this.take(next.id) : false;
  }

  /** Puts a conversation on the table and claims it. */
  async take(conversationId: string): Promise<boolean> {
    this.open(conversationId);
    return (await this.current?.claim()) ?? false;
  }

  /** Leaves what was offered to others; where the desk has moved on already, its lists say so. */
  async decline(conversationId: string): Promise<void> {
    try {
      await this.settings.api.decline(conversationId);
    } catch (error) {
      this.settings.onError(error);
    }
  }

  /** Says whether this agent takes conversations; false if there is no connection to say it over. */
  setPresence(presence: PresenceChoice): boolean {
    const sent = this.#link.send({ type: "presence", presence });
    if (sent) this.inbox.setPresence(presence);
    return sent;
  }

  #conversation(id: string): Conversation {
    const around = {
      api: this.settings.api,
      outbox: this.outbox,
      supervises: this.supervises,
      send: (frame: StaffFrame) => this.#link.send(frame),
      expect: (moved: string) => this.inbox.expect(moved),
      onError: this.settings.onError,
    };
    return new Conversation(id, this.settings.staff.id, around, this.inbox.find(id));
  }

  #greet(): void {
    this.current?.watch();
    this.outbox.wake();
  }

  #lists(queue: Parameters<Inbox["take"]>[0], mine: Parameters<Inbox["take"]>[1]): void {
    this.inbox.take(queue, mine);
    const summary = this.current && this.inbox.find(this.current.id);
    if (summary) this.current?.update(summary);
  }

  #linkChanged(status: LinkStatus): void {
    this.linkStatus = status;
    if (status === "waiting") this.settings.onLost();
    this.changed();
  }

  async #post(...message: Parameters<AgentApi["send"]>): Promise<{ seq: number }> {
    try {
      return await this.settings.api.send(...message);
    } catch (error) {
      this.settings.onError(error);
      throw error;
    }
  }
}
