import { ApiError } from "../../shared/http";
import type { KeyValueStore } from "../../shared/key-value-store";
import { Observable } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { LANGUAGES } from "../words";
import { Edition } from "./edition";
import type { EditorApi } from "./editor-api";
import { TypedText } from "./typed-text";

/** The article on the editor's table, in every language. */
export class OpenArticle extends Observable {
  status: "loading" | "ready" | "missing" | "failed" = "loading";
  category = "";
  readonly editions: Record<Language, Edition>;

  constructor(
    readonly id: string,
    private readonly api: EditorApi,
    store: KeyValueStore,
    prefix: string,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
    const made = LANGUAGES.map((language) => {
      const typed = new TypedText(store, `${prefix}${id}.${language}`);
      const edition = new Edition(id, language, api, typed, onError);
      edition.subscribe(() => this.changed());
      return [language, edition] as const;
    });
    this.editions = Object.fromEntries(made) as Record<Language, Edition>;
  }

  /** Whether anything typed has not been saved. */
  get edited(): boolean {
    return this.status === "ready" && LANGUAGES.some((language) => this.editions[language].edited);
  }

  async load(): Promise<void> {
    this.status = "loading";
    this.changed();
    try {
      const article = await this.api.article(this.id);
      this.category = article.category;
      for (const language of LANGUAGES) this.editions[language].open(article);
      this.status = "ready";
    } catch (error) {
      this.onError(error);
      this.status = error instanceof ApiError && error.status === 404 ? "missing" : "failed";
    }
    this.changed();
  }

  /** Saves every language that has been edited; false if any of them could not be. */
  async saveAll(): Promise<boolean> {
    const edited = LANGUAGES.map((language) => this.editions[language]).filter((edition) => edition.edited);
    const saved = await Promise.all(edited.map((edition) => edition.save()));
    return saved.every(Boolean);
  }
}
