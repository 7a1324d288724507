import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { safeLink } from "../../shared/safe-html";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Suggestion } from "../../shared/staff-protocol";
import type { Suggestions } from "../state/suggestions";
import { percent, words } from "../words";

/** Articles that may answer the customer; asks for `insert-suggestion` with an article. */
@customElement("wl-suggestion-list")
export class SuggestionList extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        font-size: var(--text-s);
      }
      .title {
        font-weight: var(--weight-bold);
      }
      .text {
        display: -webkit-box;
        overflow: hidden;
        color: var(--color-ink-soft);
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 4;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      .row .button {
        margin-left: auto;
      }
    `,
  ];

  @property({ attribute: false }) suggestions!: Suggestions;
  /** Whether there is an answer to insert them into. */
  @property({ type: Boolean }) insertable = false;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.suggestions);
  }

  override render() {
    const { status, articles } = this.suggestions;
    if (status === "failed")
      return html`
        <p class="hint" role="alert">${words.t("suggestions_failed")}</p>
        <button class="button compact" @click=${() => void this.suggestions.load()}>
          ${staffWords.t("try_again")}
        </button>
      `;
    if (articles.length === 0)
      return html`
        <p class="hint">${status === "loading" ? staffWords.t("loading") : words.t("suggestions_empty")}</p>
      `;
    return html`
      <ol>
        ${repeat(
          articles,
          ({ article_id, language }) => `${language}/${article_id}`,
          (article, index) => this.#item(article, index),
        )}
      </ol>
    `;
  }

  #item(article: Suggestion, index: number) {
    const { title, text, url, language, score } = article;
    const href = safeLink(url);
    return html`
      <li>
        <span class="title">
          ${href ? html`<a href=${href} target="_blank" rel="noopener">${title}</a>` : title}
        </span>
        <span class="text">${text}</span>
        <span class="row">
          <span class="badge">${language.toUpperCase()}</span>
          <span class="hint">${percent(score)}</span>
          ${
            this.insertable
              ? html`
                  <button
                    class="button compact"
                    title="Alt+Shift+${index + 1}"
                    aria-label=${words.t("insert_article", { title })}
                    @click=${() => this.#insert(article)}
                  >
                    ${words.t("insert")}
                  </button>
                `
              : nothing
          }
        </span>
      </li>
    `;
  }

  #insert(article: Suggestion): void {
    this.dispatchEvent(
      new CustomEvent("insert-suggestion", { detail: article, bubbles: true, composed: true }),
    );
  }
}
