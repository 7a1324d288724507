import { ApiError } from "../../shared/http";
import { newId } from "../../shared/identifiers";
import { Observable } from "../../shared/observable";
import type { Note, NamedPerson } from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";
import { mentionedIn } from "./mention";

export type NoteProblem = "offline" | "mention" | "failed";

type NotesApi = Pick<AgentApi, "addNote" | "mentionable">;

/** What staff have noted on one conversation, and the note that is being sent. */
export class Notes extends Observable {
  list: readonly Note[] = [];
  /** Whom a note may mention; fetched when the first `@` is typed. */
  colleagues: readonly NamedPerson[] = [];
  sending = false;
  problem: NoteProblem | null = null;
  /** The note that was tried last: the same words again are the same note. */
  #tried = { id: "", text: "" };

  constructor(
    private readonly conversationId: string,
    private readonly api: NotesApi,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  take(list: readonly Note[]): void {
    this.list = list;
    this.changed();
  }

  async loadColleagues(): Promise<void> {
    try {
      this.colleagues = await this.api.mentionable();
    } catch (error) {
      this.onError(error);
    }
    this.changed();
  }

  /** Keeps a note; true once the desk has it. */
  async add(text: string): Promise<boolean> {
    if (this.sending) return false;
    if (this.#tried.text !== text) this.#tried = { id: newId(), text };
    this.sending = true;
    this.problem = null;
    this.changed();
    try {
      // Without the names nobody could be called, and the author would not know.
      if (text.includes("@") && this.colleagues.length === 0) this.colleagues = await this.api.mentionable();
      const mentioned = mentionedIn(text, this.colleagues).map(({ id }) => id);
      const note = await this.api.addNote(this.conversationId, this.#tried.id, text, mentioned);
      this.#tried = { id: "", text: "" };
      if (!this.list.some(({ id }) => id === note.id)) this.list = [...this.list, note];
    } catch (error) {
      this.onError(error);
      this.problem = problemOf(error);
    }
    this.sending = false;
    this.changed();
    return this.problem === null;
  }
}

function problemOf(error: unknown): NoteProblem {
  if (!(error instanceof ApiError)) return "failed";
  if (error.code === "offline") return "offline";
  return error.details["field"] === "mentions" ? "mention" : "failed";
}
