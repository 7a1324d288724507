import { newId } from "../../shared/identifiers";
import { Observable } from "../../shared/observable";
import type { PresenceAnswer } from "../../shared/editor-protocol";
import type { TeamApi } from "./team-api";

/** Milliseconds between two words to the desk; after thirty seconds of silence it forgets a page. */
const BEAT = 10_000;

/** Says that an article is open here, and learns who else has it open. */
export class Presence extends Observable {
  others: readonly string[] = [];
  drafts: PresenceAnswer["drafts"] = {};
  readonly #page = newId();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly articleId: string,
    private readonly api: Pick<TeamApi, "stay" | "leave">,
  ) {
    super();
  }

  enter(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => void this.#beat(), BEAT);
    void this.#beat();
  }

  leave(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.api.leave(this.articleId, this.#page);
  }

  async #beat(): Promise<void> {
    try {
      const { others, drafts } = await this.api.stay(this.articleId, this.#page);
      this.others = others;
      this.drafts = drafts;
    } catch {
      this.others = [];
    }
    this.changed();
  }
}
