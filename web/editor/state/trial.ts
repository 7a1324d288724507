import { Observable } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import type { SearchAnswer } from "../../shared/staff-protocol";
import type { EditorApi } from "./editor-api";

/** A question tried on what is public now, with what the assistant would make of it. */
export class Trial extends Observable {
  busy = false;
  failed = false;
  answer: SearchAnswer | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly api: Pick<EditorApi, "search">,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  async ask(query: string, language: Language): Promise<void> {
    const words = query.trim();
    if (!words) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    this.failed = false;
    this.changed();
    try {
      const answer = await this.api.search(words, language, asking.signal);
      if (asking.signal.aborted) return;
      this.answer = answer;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.onError(error);
      this.failed = true;
    }
    this.busy = false;
    this.changed();
  }
}
