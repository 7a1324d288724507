import { Observable } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import type { TrialAnswer } from "../golden/protocol";
import type { EditorApi, TriedDraft } from "./editor-api";

/** A question tried on what is public now and on a draft, with what the assistant would make of it. */
export class Trial extends Observable {
  busy = false;
  failed = false;
  answer: TrialAnswer | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly api: Pick<EditorApi, "search" | "tryDraft">,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  async ask(query: string, language: Language, draft: TriedDraft | null = null): Promise<void> {
    const words = query.trim();
    if (!words) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    this.failed = false;
    this.changed();
    try {
      const answer = draft
        ? await this.api.tryDraft(words, language, draft, asking.signal)
        : { now: await this.api.search(words, language, asking.signal), after: null };
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
