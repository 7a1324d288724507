import { Observable } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import type { EditorApi } from "./editor-api";

/** Milliseconds after the last key before the text is rendered. */
const PAUSE = 300;

/** The article's text as customers will see it, a moment behind the typing. */
export class Preview extends Observable {
  html = "";
  failed = false;
  #body: string | null = null;
  #asking: AbortController | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Pick<EditorApi, "preview">,
    private readonly language: Language,
  ) {
    super();
  }

  /** Follows a text; the first one is shown at once. */
  show(body: string): void {
    if (body === this.#body) return;
    const wait = this.#body === null ? 0 : PAUSE;
    this.#body = body;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#render(body), wait);
  }

  async #render(body: string): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const html = body.trim() ? await this.api.preview(body, this.language, asking.signal) : "";
      if (asking.signal.aborted) return;
      this.html = html;
      this.failed = false;
    } catch {
      if (asking.signal.aborted) return;
      this.failed = true;
    }
    this.changed();
  }
}
