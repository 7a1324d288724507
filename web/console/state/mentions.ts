import { Observable } from "../../shared/observable";
import type { Mention } from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";

/** Where colleagues have mentioned the agent, until the agent has looked. */
export class Mentions extends Observable {
  waiting: readonly Mention[] = [];
  readonly #known = new Set<string>();
  readonly #looked = new Set<string>();
  #loaded = false;

  constructor(
    private readonly api: Pick<AgentApi, "seeMentions">,
    private readonly onMention: (mention: Mention) => void,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** Takes the desk's list in. The first one is no news: it was there before the page. */
  take(mentions: readonly Mention[]): void {
    const news = mentions.filter(({ note_id }) => !this.#known.has(note_id));
    for (const { note_id } of mentions) this.#known.add(note_id);
    this.waiting = mentions.filter(({ conversation_id }) => !this.#looked.has(conversation_id));
    if (this.#loaded) news.forEach(this.onMention);
    this.#loaded = true;
    this.changed();
  }

  isIn(conversationId: string): boolean {
    return this.waiting.some(({ conversation_id }) => conversation_id === conversationId);
  }

  /** The agent has looked at a conversation's notes. */
  async see(conversationId: string): Promise<void> {
    if (!this.isIn(conversationId)) return;
    this.#looked.add(conversationId);
    this.waiting = this.waiting.filter(({ conversation_id }) => conversation_id !== conversationId);
    this.changed();
    try {
      await this.api.seeMentions(conversationId);
    } catch (error) {
      this.onError(error);
    }
    this.#looked.delete(conversationId);
  }
}
