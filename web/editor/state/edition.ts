import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import type {
  Article,
  ArticleContent,
  ArticleInLanguage,
  ArticleLinks,
  ArticleVersion,
  FieldChange,
  ReviewNote,
} from "../../shared/editor-protocol";
import { EMPTY, cleaned, problemsOf, sameContent, type ContentField, type FieldProblem } from "./content";
import { InvalidContent, passes, problemOf, type EditionProblem } from "./edition-problem";
import type { GateReport, Released } from "../golden/protocol";
import type { EditorApi } from "./editor-api";
import { Retry } from "./retry";
import type { ComparedState } from "./team-api";
import type { TypedText } from "./typed-text";

export type EditionWork =
  "save" | "publish" | "archive" | "restore" | "rollback" | "ask_review" | "send_back";

/** Somebody else has saved the draft since this editor read it. */
export interface EditConflict {
  by: string;
  theirs: ArticleInLanguage;
}

/** Golden questions would do worse; a reason lets it happen all the same. */
export interface Loss {
  work: "publish" | "archive";
  report: GateReport;
}

/** One language of an article on the editor's table: the draft the desk has, and what has been typed since. */
export class Edition extends Observable {
  /** What the desk has; null while the article does not exist in this language. */
  stored: ArticleInLanguage | null = null;
  content: ArticleContent = EMPTY;
  working: EditionWork | null = null;
  problem: EditionProblem | null = null;
  fieldProblems: Partial<Record<ContentField, FieldProblem>> = {};
  conflict: EditConflict | null = null;
  /** Whether what is shown was typed earlier and has come back from this browser. */
  recalled = false;
  /** What the last piece of work achieved, for a word to the editor. */
  done: EditionWork | null = null;
  versions: readonly ArticleVersion[] | null = null;
  reviews: readonly ReviewNote[] = [];
  /** What the gate has held up. */
  loss: Loss | null = null;
  /** How the golden questions fared at the last change of what is public. */
  report: GateReport | null = null;
  #revision = 0;
  readonly #saving = new Retry(() => void this.save());

  constructor(
    readonly articleId: string,
    readonly language: Language,
    private readonly api: EditorApi,
    private readonly typed: TypedText,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  get edited(): boolean {
    return !sameContent(this.content, this.stored?.draft ?? EMPTY);
  }

  get revision(): number {
    return this.#revision;
  }

  /** Whether a save that did not reach the desk will be tried again by itself. */
  get retrying(): boolean {
    return this.#saving.waiting;
  }

  get aside(): ArticleContent | null {
    return this.typed.aside;
  }

  /** Opens the edition as the desk has it, with what was typed earlier on top. */
  open(article: Article): void {
    this.#take(article);
    const typed = this.typed.recall();
    this.content = typed?.content ?? this.stored?.draft ?? EMPTY;
    this.recalled = typed !== null && this.edited;
    if (!this.recalled) this.typed.forget();
    else if (typed && this.stored && typed.revision !== this.#revision)
      this.conflict = { by: this.stored.updated_by, theirs: this.stored };
    this.changed();
  }

  edit(change: Partial<ArticleContent>): void {
    this.content = { ...this.content, ...change };
    for (const field of Object.keys(change) as ContentField[]) delete this.fieldProblems[field];
    this.done = null;
    if (this.edited) this.typed.keep({ revision: this.#revision, content: this.content });
    else this.typed.forget();
    this.changed();
  }

  /** Gives up what was typed. */
  discard(): void {
    this.content = this.stored?.draft ?? EMPTY;
    this.fieldProblems = {};
    this.problem = null;
    this.recalled = false;
    this.#saving.stop();
    this.typed.forget();
    this.changed();
  }

  /** Leaves the table: nothing is tried any more. */
  close(): void {
    this.#saving.stop();
  }

  /** Looks at what somebody else has saved meanwhile: shows it, or beside what was typed here. */
  async refresh(): Promise<void> {
    if (this.working || this.conflict) return;
    try {
      const article = await this.api.article(this.articleId);
      const stored = article.languages[this.language];
      if (!stored || stored.draft_revision <= this.#revision) return;
      if (this.edited) this.conflict = { by: stored.updated_by, theirs: stored };
      else this.open(article);
    } catch (error) {
      this.onError(error);
      this.problem = problemOf(error);
    }
    this.changed();
  }

  save(): Promise<boolean> {
    return this.#work("save", () => this.#put());
  }

  /** Makes what is on the screen public, saving it first; `override` says why in spite of losses. */
  publish(override?: string): Promise<boolean> {
    return this.#work("publish", async () => {
      if (this.edited) this.#settle(await this.#put());
      return this.#released(await this.api.publish(this.articleId, this.language, this.#revision, override));
    });
  }

  /** Asks somebody to look at what is on the screen, saving it first. */
  askReview(note: string): Promise<boolean> {
    return this.#work("ask_review", async () => {
      if (this.edited) this.#settle(await this.#put());
      return this.api.askReview(this.articleId, this.language, this.#revision, note);
    });
  }

  /** Ends a review with a comment. */
  sendBack(note: string): Promise<boolean> {
    return this.#work("send_back", () =>
      this.api.sendBack(this.articleId, this.language, this.#revision, note),
    );
  }

  links(): Promise<ArticleLinks> {
    return this.api.links(this.articleId, this.language);
  }

  compare(from: ComparedState, to: ComparedState): Promise<FieldChange[]> {
    return this.api.compare(this.articleId, this.language, from, to);
  }

  archive(override?: string): Promise<boolean> {
    return this.#work("archive", async () =>
      this.#released(await this.api.archive(this.articleId, this.language, override)),
    );
  }

  /** Makes the version before the public one public again; what is typed and the draft stay. */
  rollBack(): Promise<boolean> {
    const version = this.stored?.version ?? null;
    return this.#work("rollback", async () =>
      this.#released(await this.api.rollBack(this.articleId, this.language, version)),
    );
  }

  /** Goes on with what the gate held up, for a reason. */
  insist(reason: string): Promise<boolean> {
    const work = this.loss?.work;
    this.giveWay();
    return work === "archive" ? this.archive(reason) : this.publish(reason);
  }

  /** Leaves what is public as it is. */
  giveWay(): void {
    this.loss = null;
    this.changed();
  }

  /** Sets the draft to an old version; what was typed gives way and is put aside. */
  restore(version: number): Promise<boolean> {
    return this.#work("restore", async () => {
      if (this.edited) this.typed.aside = this.content;
      const article = await this.api.restore(this.articleId, this.language, version);
      this.#take(article);
      this.discard();
      return article;
    });
  }

  async loadVersions(): Promise<void> {
    if (!this.stored) {
      this.versions = [];
      return this.changed();
    }
    try {
      [this.versions, this.reviews] = await Promise.all([
        this.api.versions(this.articleId, this.language),
        this.api.reviews(this.articleId, this.language),
      ]);
    } catch (error) {
      this.onError(error);
      this.problem = problemOf(error);
    }
    this.changed();
  }

  /** Ends a conflict by saving what this editor has typed over the other's draft. */
  async keepMine(): Promise<boolean> {
    if (!this.conflict) return false;
    this.#adopt(this.conflict.theirs);
    return this.save();
  }

  /** Ends a conflict by going on from the other's draft; the editor's own text is put aside. */
  takeTheirs(): void {
    if (!this.conflict) return;
    this.typed.aside = cleaned(this.content);
    this.#adopt(this.conflict.theirs);
    this.discard();
  }

  /** Puts the text that was put aside back on the table. */
  bringBack(): void {
    const { aside } = this.typed;
    if (!aside) return;
    this.typed.aside = null;
    this.edit(aside);
  }

  dropAside(): void {
    this.typed.aside = null;
    this.changed();
  }

  #adopt(stored: ArticleInLanguage): void {
    this.stored = stored;
    this.#revision = stored.draft_revision;
    this.conflict = null;
    if (this.edited) this.typed.keep({ revision: this.#revision, content: this.content });
    this.changed();
  }

  #put(): Promise<Article> {
    this.fieldProblems = problemsOf(this.content);
    if (Object.keys(this.fieldProblems).length > 0) throw new InvalidContent();
    return this.api.save(this.articleId, this.language, this.#revision, cleaned(this.content));
  }

  async #work(work: EditionWork, ask: () => Promise<Article>): Promise<boolean> {
    if (this.working || this.conflict) return false;
    this.working = work;
    this.problem = null;
    this.done = null;
    this.report = null;
    this.changed();
    try {
      this.#settle(await ask());
      this.done = work;
      this.#saving.stop();
    } catch (error) {
      await this.#refused(error);
      if (work === "save" && passes(this.problem)) this.#saving.later();
      else this.#saving.stop();
    }
    this.working = null;
    this.changed();
    if (this.done && this.done !== "save" && this.versions) void this.loadVersions();
    return this.done === work;
  }

  /** Takes the answer to a piece of work; what was typed while it was under way stays. */
  #settle(article: Article): void {
    this.#take(article);
    if (this.edited) return this.typed.keep({ revision: this.#revision, content: this.content });
    this.recalled = false;
    this.typed.forget();
  }

  #released({ article, report }: Released): Article {
    this.report = report;
    return article;
  }

  #take(article: Article): void {
    this.stored = article.languages[this.language] ?? null;
    this.#revision = this.stored?.draft_revision ?? 0;
  }

  async #refused(error: unknown): Promise<void> {
    this.onError(error);
    if (error instanceof ApiError && error.code === "edited_meanwhile") {
      const theirs = await this.api.article(this.articleId).catch(() => null);
      const stored = theirs?.languages[this.language];
      if (stored) {
        this.conflict = { by: String(error.details["by"] ?? stored.updated_by), theirs: stored };
        return;
      }
    }
    if (error instanceof ApiError && error.code === "golden_questions_lost") {
      const work = this.working === "archive" ? "archive" : "publish";
      this.loss = { work, report: error.details["report"] as GateReport };
      return;
    }
    if (error instanceof ApiError && error.code === "bad_article") {
      const field = String(error.details["field"]) as ContentField;
      this.fieldProblems = { ...this.fieldProblems, [field]: String(error.details["problem"]) };
    }
    this.problem = problemOf(error);
  }
}

/** Tells one state of what customers see of an edition from another. */
export function publicState({ articleId, language, stored }: Edition): string {
  return [articleId, language, stored?.version, stored?.status === "archived"].join();
}
