import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Language } from "../../shared/protocol";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleListing } from "../../shared/editor-protocol";
import type { EditorApi } from "../state/editor-api";
import { words } from "../words";
import "./status-badge";

/** Milliseconds after the last key before the list is asked for. */
const PAUSE = 250;
const MOST_SHOWN = 50;

/** Finds the article a link shall lead to; fires `chosen` with its listing. */
@customElement("wl-article-picker")
export class ArticlePicker extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      ul {
        display: grid;
        gap: var(--space-1);
        height: min(20rem, 40dvh);
        margin: 0;
        padding: 0;
        overflow-y: auto;
        align-content: start;
        list-style: none;
      }
      li button {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
        width: 100%;
        min-height: var(--target);
        padding: var(--space-1) var(--space-3);
        border-radius: var(--radius-s);
        font-size: var(--text-s);
        text-align: start;
      }
      li button:hover {
        background: var(--color-sunken);
      }
      li button:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  @property({ attribute: false }) api!: Pick<EditorApi, "list">;
  @property() language: Language = "pl";

  @state() private found: readonly ArticleListing[] = [];
  @state() private failed = false;

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("input") private search!: HTMLInputElement;

  #pause: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();

  constructor() {
    super();
    new LocaleController(this, words);
  }

  show(query: string): void {
    this.search.value = query;
    this.dialog.showModal();
    this.search.select();
    void this.#find();
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading">
        <div class="stack">
          <h2 id="heading">${words.t("link_article")}</h2>
          <div class="field">
            <label for="search">${words.t("search")}</label>
            <input id="search" class="input" type="search" autofocus @input=${this.#typed} />
          </div>
          <p class="hint" role="status">
            ${this.failed ? words.t("list_failed") : words.t("found", { count: this.found.length })}
          </p>
          <ul>
            ${this.found.slice(0, MOST_SHOWN).map((article) => this.#choice(article))}
          </ul>
          <div class="actions">
            <button class="button" @click=${() => this.dialog.close()}>${staffWords.t("cancel")}</button>
          </div>
        </div>
      </dialog>
    `;
  }

  #choice(article: ArticleListing) {
    const { title = article.id, status = "missing" } = article.languages[this.language] ?? {};
    return html`
      <li>
        <button @click=${() => this.#chosen(article)}>
          ${title} <wl-status-badge status=${status}></wl-status-badge>
        </button>
      </li>
    `;
  }

  #chosen(article: ArticleListing): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent("chosen", { detail: article }));
  }

  readonly #typed = (): void => {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#find(), PAUSE);
  };

  async #find(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const filters = { query: this.search.value.trim(), status: "", category: "", review: "" } as const;
    try {
      const found = await this.api.list(filters, signal);
      if (signal.aborted) return;
      this.found = found;
      this.failed = false;
    } catch {
      if (!signal.aborted) this.failed = true;
    }
  }
}
