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
  readonly #expected = new Set<string>();

  constructor(
    private readonly marks: ReadMarks,
    private readonly onNews: (news: News) => void,
  ) {
    super();
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

  /** What calls for a hand: everyone in the queue, and each own conversation with something unread. */
  get calling(): number {
    return this.queue.length + this.mine.filter((conversation) => this.unread(conversation) > 0).length;
  }

  find(conversationId: string): ConversationSummary | undefined {
    return [...this.mine, ...this.queue].find(({ id }) => id === conversationId);
  }

  #compare(queue: readonly ConversationSummary[], mine: readonly ConversationSummary[]): News {
    const before = new Map(
      [...this.queue, ...this.mine].map((conversation) => [conversation.id, conversation]),
    );
    const arrived = [...queue, ...mine].filter(({ id }) => !before.has(id) && !this.#expected.has(id));
    const returned = queue.filter(
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
