import { Observable } from "../../shared/observable";
import type { LiveView } from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";

export const EVERY_MS = 5000;

/** The desk as a supervisor sees it; looked at again and again while somebody watches and the page is to be seen. */
export class DeskView extends Observable {
  view: LiveView | null = null;
  /** Whether the last look failed; what is shown then is older. */
  stale = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watched = false;

  constructor(
    private readonly api: Pick<AgentApi, "live">,
    private readonly onError: (error: unknown) => void,
    private readonly isSeen: () => boolean = () => document.visibilityState === "visible",
  ) {
    super();
  }

  start(): void {
    this.#watched = true;
    void this.#look();
  }

  stop(): void {
    this.#watched = false;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.isSeen()) {
      try {
        this.view = await this.api.live();
        this.stale = false;
      } catch (error) {
        this.stale = true;
        this.onError(error);
      }
      this.changed();
    }
    if (this.#watched) this.#timer = setTimeout(() => void this.#look(), EVERY_MS);
  }
}
