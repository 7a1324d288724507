import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleListing, ArticleStatus } from "../../shared/editor-protocol";
import type { EditorDesk } from "../state/desk";
import { LANGUAGES, words } from "../words";
import "./edition-summary";
import "./new-article-dialog";
import type { NewArticleDialog } from "./new-article-dialog";
import "./question-trial";

const STATUSES: readonly ArticleStatus[] = ["draft", "review", "changed", "published", "archived"];

/** All articles with the state of each language side by side, and a box to try a question in. */
@customElement("wl-library-page")
export class LibraryPage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 21rem;
        gap: var(--space-5);
        align-items: start;
        width: min(90rem, 100%);
        margin: 0 auto;
        padding: var(--space-5);
      }
      .top {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
      }
      h1 {
        font-size: var(--text-xl);
        line-height: var(--leading-tight);
      }
      search {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr);
        gap: var(--space-3);
        margin: var(--space-4) 0;
      }
      .due {
        display: flex;
        grid-column: 1 / -1;
        gap: var(--space-2);
        align-items: center;
        min-height: 1.75rem;
        font-weight: var(--weight-normal);
      }
      .due input {
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        accent-color: var(--color-accent);
      }
      .found {
        min-height: 1.5rem;
      }
      table {
        width: 100%;
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        border-spacing: 0;
        table-layout: fixed;
        font-size: var(--text-s);
      }
      th,
      td {
        padding: var(--space-2) var(--space-3);
        overflow-wrap: anywhere;
        text-align: start;
        vertical-align: top;
      }
      thead th {
        color: var(--color-ink-soft);
        font-weight: var(--weight-medium);
      }
      tbody > tr > * {
        border-top: 1px solid var(--color-line);
      }
      tbody tr:hover {
        background: var(--color-raised);
      }
      tbody th {
        font-weight: var(--weight-normal);
      }
      .id {
        width: 24%;
      }
      .category {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      aside {
        position: sticky;
        top: calc(3.5rem + var(--space-5));
        max-height: calc(100dvh - 3.5rem - 2 * var(--space-5));
        overflow-y: auto;
        padding: var(--space-4);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
      }
      @media (max-width: 1050px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
          padding: var(--space-4);
        }
        aside {
          position: static;
          max-height: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) desk!: EditorDesk;

  @query("wl-new-article-dialog") private newArticle!: NewArticleDialog;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.desk.library);
  }

  override render() {
    const { status, articles } = this.desk.library;
    return html`
      <main>
        <div class="top">
          <h1>${words.t("articles")}</h1>
          <button class="button primary" @click=${() => this.newArticle.show()}>
            ${icon("plus", 18)} ${words.t("new_article")}
          </button>
        </div>
        ${this.#filters()}
        <p class="found hint" role="status">
          ${
            status === "ready"
              ? words.t("found", { count: articles.length })
              : status === "loading"
                ? staffWords.t("loading")
                : nothing
          }
        </p>
        ${status === "failed" ? this.#failure() : articles.length > 0 ? this.#table(articles) : nothing}
      </main>
      <aside aria-label=${words.t("trial")}>
        <wl-question-trial .trial=${this.desk.trial}></wl-question-trial>
      </aside>
      <wl-new-article-dialog .desk=${this.desk}></wl-new-article-dialog>
    `;
  }

  #filters() {
    const { filters, categories } = this.desk.library;
    return html`
      <search>
        <div class="field">
          <label for="query">${words.t("search")}</label>
          <input id="query" class="input" type="search" .value=${filters.query} @input=${this.#query} />
        </div>
        <div class="field">
          <label for="status">${words.t("status")}</label>
          <select id="status" class="input" @change=${this.#status}>
            <option value="">${words.t("all")}</option>
            ${STATUSES.map(
              (status) => html`
                <option value=${status} ?selected=${status === filters.status}>
                  ${words.t(`status_${status}`)}
                </option>
              `,
            )}
          </select>
        </div>
        <div class="field">
          <label for="category">${words.t("category")}</label>
          <select id="category" class="input" @change=${this.#category}>
            <option value="">${words.t("all")}</option>
            ${categories.map(
              (category) => html`
                <option value=${category} ?selected=${category === filters.category}>${category}</option>
              `,
            )}
          </select>
        </div>
        <label class="due">
          <input type="checkbox" .checked=${filters.review === "due"} @change=${this.#due} />
          ${words.t("review_due")}
        </label>
      </search>
    `;
  }

  #failure() {
    return html`
      <p class="alert" role="alert">
        <span>${words.t("list_failed")}</span>
        <button class="button compact" @click=${() => void this.desk.library.load()}>
          ${staffWords.t("try_again")}
        </button>
      </p>
    `;
  }

  #table(articles: readonly ArticleListing[]) {
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col" class="id">${words.t("id")}</th>
            ${LANGUAGES.map((language) => html`<th scope="col">${words.t(`language_${language}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            articles,
            ({ id }) => id,
            (article) => html`
              <tr>
                <th scope="row">
                  ${article.id}
                  <div class="category">${article.category}</div>
                </th>
                ${LANGUAGES.map((language) => html`<td><wl-edition-summary .article=${article} language=${language}></wl-edition-summary></td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  readonly #query = (event: Event): void =>
    this.desk.library.narrow({ query: (event.target as HTMLInputElement).value });

  readonly #status = (event: Event): void =>
    this.desk.library.narrow({ status: (event.target as HTMLSelectElement).value as ArticleStatus | "" });

  readonly #due = (event: Event): void =>
    this.desk.library.narrow({ review: (event.target as HTMLInputElement).checked ? "due" : "" });

  readonly #category = (event: Event): void =>
    this.desk.library.narrow({ category: (event.target as HTMLSelectElement).value });
}
