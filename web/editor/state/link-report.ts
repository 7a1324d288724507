import { Observable } from "../../shared/observable";
import type { ArticleLinks } from "../../shared/editor-protocol";

const NONE: ArticleLinks = { broken: [], linked_from: [] };

/** How the links of what is stored stand, read again whenever that changes. */
export class LinkReport extends Observable {
  links: ArticleLinks = NONE;
  #of = "";

  constructor(private readonly read: () => Promise<ArticleLinks>) {
    super();
  }

  /** Reads again if `state` names another state than the last time; an empty one has no links. */
  follow(state: string): void {
    if (state === this.#of) return;
    this.#of = state;
    if (state) void this.#load(state);
    else this.links = NONE;
  }

  async #load(state: string): Promise<void> {
    const links = await this.read().catch(() => NONE);
    if (state !== this.#of) return;
    this.links = links;
    this.changed();
  }
}
