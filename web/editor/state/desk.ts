import type { KeyValueStore } from "../../shared/key-value-store";
import { Observable } from "../../shared/observable";
import type { Staff } from "../../shared/staff-protocol";
import { Categories } from "../categories/categories";
import type { CategoriesApi } from "../categories/categories-api";
import { Gaps } from "../gaps/gaps";
import type { GapsApi } from "../gaps/gaps-api";
import type { GoldenApi } from "../golden/golden-api";
import { GoldenList } from "../golden/golden-list";
import type { EditorApi } from "./editor-api";
import { Library } from "./library";
import { OpenArticle } from "./open-article";
import { Trial } from "./trial";

/** Everything one editor works with: the list, the article on the table, the question being tried, the gaps, the categories. */
export class EditorDesk extends Observable {
  readonly library: Library;
  readonly trial: Trial;
  readonly gaps: Gaps;
  readonly golden: GoldenList;
  readonly categories: Categories;
  article: OpenArticle | null = null;

  constructor(
    private readonly staff: Staff,
    readonly api: EditorApi,
    gapsApi: GapsApi,
    readonly goldenApi: GoldenApi,
    categoriesApi: CategoriesApi,
    private readonly store: KeyValueStore,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
    this.categories = new Categories(categoriesApi, onError);
    this.golden = new GoldenList(goldenApi, onError);
    this.library = new Library(api, onError);
    this.trial = new Trial(api, onError);
    this.gaps = new Gaps(gapsApi, onError);
  }

  /** The name of whoever works here. */
  get editor(): string {
    return this.staff.name;
  }

  /** Puts an article on the table, or clears it. */
  open(id: string | null): void {
    if (id === (this.article?.id ?? null)) return;
    this.article?.close();
    const prefix = `warmline.editor.${this.staff.id}.`;
    this.article = id === null ? null : new OpenArticle(id, this.api, this.store, prefix, this.onError);
    void this.article?.load();
    if (id !== null) void this.golden.show(id);
    this.changed();
  }
}
