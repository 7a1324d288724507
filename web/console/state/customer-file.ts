import { newId } from "../../shared/identifiers";
import { Observable } from "../../shared/observable";
import type { CustomerFileDetail } from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";

type FileApi = Pick<AgentApi, "customerFile" | "addCustomerNote" | "putTag" | "takeTagOff">;

export type FileProblem = "load" | "note" | "tag";

/** What is known of a conversation's customer beside the conversation, and the conversation's tags. */
export class CustomerFile extends Observable {
  detail: CustomerFileDetail | null = null;
  problem: FileProblem | null = null;
  /** The note that was tried last: the same words again are the same note. */
  #tried = { id: "", text: "" };

  constructor(
    private readonly conversationId: string,
    private readonly api: FileApi,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  load(): Promise<boolean> {
    return this.#ask("load", () => this.api.customerFile(this.conversationId));
  }

  /** Keeps a note on the customer; true once the desk has it. */
  async addNote(text: string): Promise<boolean> {
    const words = text.trim();
    if (!words) return false;
    if (this.#tried.text !== words) this.#tried = { id: newId(), text: words };
    const { id } = this.#tried;
    const kept = await this.#ask("note", async () => ({
      notes: await this.api.addCustomerNote(this.conversationId, id, words),
    }));
    if (kept) this.#tried = { id: "", text: "" };
    return kept;
  }

  async putTag(tag: string): Promise<boolean> {
    if (!tag.trim()) return false;
    return this.#ask("tag", async () => ({ tags: await this.api.putTag(this.conversationId, tag) }));
  }

  takeTagOff(tag: string): Promise<boolean> {
    return this.#ask("tag", async () => ({ tags: await this.api.takeTagOff(this.conversationId, tag) }));
  }

  async #ask(what: FileProblem, ask: () => Promise<Partial<CustomerFileDetail>>): Promise<boolean> {
    this.problem = null;
    try {
      const empty = {
        tags: [],
        known_tags: [],
        orders: [],
        conversations: [],
        notes: [],
        browsing: null,
        ratings: [],
      };
      this.detail = { ...empty, ...this.detail, ...(await ask()) };
    } catch (error) {
      this.onError(error);
      this.problem = what;
    }
    this.changed();
    return this.problem === null;
  }
}
