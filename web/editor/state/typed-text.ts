import type { KeyValueStore } from "../../shared/key-value-store";
import type { ArticleContent } from "../../shared/editor-protocol";

export interface Typed {
  /** The draft's revision on which the typing began. */
  revision: number;
  content: ArticleContent;
}

/** What an editor has typed into one language of one article, kept in this browser until it is saved. */
export class TypedText {
  constructor(
    private readonly store: KeyValueStore,
    private readonly key: string,
  ) {}

  /** What was typed and not saved, or null. */
  recall(): Typed | null {
    return this.#read(this.key);
  }

  keep(typed: Typed): void {
    this.store.set(this.key, JSON.stringify(typed));
  }

  forget(): void {
    this.store.remove(this.key);
  }

  /** The editor's own text that gave way to somebody else's, or null. */
  get aside(): ArticleContent | null {
    return this.#read(`${this.key}.aside`)?.content ?? null;
  }

  set aside(content: ArticleContent | null) {
    if (content) this.store.set(`${this.key}.aside`, JSON.stringify({ revision: 0, content }));
    else this.store.remove(`${this.key}.aside`);
  }

  #read(key: string): Typed | null {
    try {
      const typed = JSON.parse(this.store.get(key) ?? "null") as Partial<Typed> | null;
      return typeof typed?.content?.body === "string" ? (typed as Typed) : null;
    } catch {
      return null;
    }
  }
}
