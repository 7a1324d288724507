import { ApiError } from "../../shared/http";
import type { KeyValueStore } from "../../shared/key-value-store";
import { Observable } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { LANGUAGES } from "../words";
import { Edition } from "./edition";
import type { EditorApi } from "./editor-api";
import { Presence } from "./presence";
import { TypedText } from "./typed-text";

/** Milliseconds within which both languages are written and published as one piece of work. */
const SITTING = 60 * 60_000;

/** The article on the editor's table, in every language. */
export class OpenArticle extends Observable {
  status: "loading" | "ready" | "missing" | "failed" = "loading";
  category = "";
  readonly editions: Record<Language, Edition>;
  readonly presence: Presence;

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
    this.presence = new Presence(id, api);
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
      this.presence.enter();
    } catch (error) {
      this.onError(error);
      this.status = error instanceof ApiError && error.status === 404 ? "missing" : "failed";
    }
    this.changed();
  }

  /** Takes the article off the table. */
  close(): void {
    this.presence.leave();
    for (const language of LANGUAGES) this.editions[language].close();
  }

  /** Who has saved a newer draft than the one on the table, or null. */
  newerBy(language: Language): string | null {
    const draft = this.presence.drafts[language];
    const { revision, working, conflict } = this.editions[language];
    return draft && draft.revision > revision && !working && !conflict ? draft.by : null;
  }

  /** Whether the other language's public text is younger than this one's, by more than one sitting. */
  isBehind(language: Language): boolean {
    const other = LANGUAGES.find((one) => one !== language)!;
    const [ours, theirs] = [language, other].map((one) => this.editions[one].stored?.published_at ?? null);
    if (!this.editions[language].stored || !theirs) return false;
    return !ours || Date.parse(theirs) - Date.parse(ours) > SITTING;
  }

  /** Saves every language that has been edited; false if any of them could not be. */
  async saveAll(): Promise<boolean> {
    const edited = LANGUAGES.map((language) => this.editions[language]).filter((edition) => edition.edited);
    const saved = await Promise.all(edited.map((edition) => edition.save()));
    return saved.every(Boolean);
  }
}
