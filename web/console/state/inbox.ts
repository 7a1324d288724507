import { Observable } from "../../shared/observable";
import type { ConversationSummary, Presence } from "../../shared/staff-protocol";
import type { ReadMarks } from "./read-marks";

/** What has happened since the last look that an agent should hear of. */
export interface News {
  /** Conversations that have come to the queue, or straight to this agent. */
  arrived: ConversationSummary[];
  /** The agent's conversations in which the customer has written. */
  answered: ConversationSummary[];
}

/** Who waits and whom this agent is talking to, in the order the desk gives. */
export class Inbox extends Observable {
  queue: readonly ConversationSummary[] = [];
  mine: readonly ConversationSummary[] = [];
  presence: Presence | null = null;
  /** Whether the desk has given the lists at least once. */
  loaded = false;
  /** Whether the desk offers what waits; then the queue itself calls nobody. */
  assigns = false;
  readonly #expected = new Set<string>();

  constructor(
    private readonly staffId: string,
    private readonly marks: ReadMarks,
    private readonly onNews: (news: News) => void,
  ) {
    super();
  }

  /** What the desk has offered to this agent; it stands in the queue as well. */
  get offered(): readonly ConversationSummary[] {
    return this.queue.filter((conversation) => this.isOffered(conversation));
  }

  isOffered(conversation: ConversationSummary): boolean {
    return conversation.offered?.to.id === this.staffId;
  }

  /** Who is next for this agent: what is offered to them, then what is offered to nobody, then the rest. */
  get next(): ConversationSummary | undefined {
    return this.offered[0] ?? this.queue.find(({ offered }) => !offered) ?? this.queue[0];
  }

  /** Takes the desk's lists in. The first ones are no news: they were there before the page. */
  take(queue: readonly ConversationSummary[], mine: readonly ConversationSummary[]): void {
    const news = this.loaded ? this.#compare(queue, mine) : { arrived: [], answered: [] };
    this.queue = queue;
    this.mine = mine;
    this.loaded = true;
    this.#expected.clear();
    if (news.arrived.length + news.answered.length > 0) this.onNews(news);
    this.changed();
  }

  setPresence(presence: Presence): void {
    if (presence === this.presence) return;
    this.presence = presence;
    this.changed();
  }

  /** The agent moves this conversation with their own hands; its arrival will be no news to them. */
  expect(conversationId: string): void {
    this.#expected.add(conversationId);
  }

  /** The agent has seen a conversation up to `seq`. */
  read(conversationId: string, seq: number): void {
    if (this.marks.advance(conversationId, seq)) this.changed();
  }

  unread(conversation: ConversationSummary): number {
    return this.marks.unread(conversation);
  }

  /** What calls for a hand: whoever waits for this agent, and each own conversation with something unread. */
  get calling(): number {
    const waiting = this.assigns ? this.offered : this.queue;
    return waiting.length + this.mine.filter((conversation) => this.unread(conversation) > 0).length;
  }

  find(conversationId: string): ConversationSummary | undefined {
    return [...this.mine, ...this.queue].find(({ id }) => id === conversationId);
  }

  #compare(queue: readonly ConversationSummary[], mine: readonly ConversationSummary[]): News {
    const before = new Map(
      [...this.queue, ...this.mine].map((conversation) => [conversation.id, conversation]),
    );
    const calls = this.assigns ? queue.filter((conversation) => this.isOffered(conversation)) : queue;
    const known = (id: string) => {
      const earlier = before.get(id);
      return this.assigns ? earlier && (earlier.owner.kind === "agent" || this.isOffered(earlier)) : earlier;
    };
    const arrived = [...calls, ...mine].filter(({ id }) => !known(id) && !this.#expected.has(id));
    const returned = calls.filter(
      ({ id }) => !this.#expected.has(id) && this.mine.some((own) => own.id === id),
    );
    const answered = mine.filter((conversation) => {
      const earlier = before.get(conversation.id);
      return (
        earlier !== undefined &&
        conversation.last_seq > earlier.last_seq &&
        conversation.last_message?.author_kind === "customer"
      );
    });
    return { arrived: [...arrived, ...returned], answered };
  }
}
