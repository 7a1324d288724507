import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { SearchResult } from "../../shared/staff-protocol";
import { timeAgo } from "../../shared/time";
import { authorInWords, languageInWords, reasonInWords, words } from "../words";

/** A conversation that was found: whose it is, what state it is in, and the words that were found. */
@customElement("wl-search-result")
export class SearchResultItem extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      a {
        display: grid;
        gap: var(--space-1);
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        border-color: var(--color-line-strong);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
      }
      .name {
        flex: 1 1 8rem;
        font-weight: var(--weight-bold);
        overflow-wrap: anywhere;
      }
      .excerpt {
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      mark {
        border-radius: 2px;
        background: var(--color-accent-soft);
        color: var(--color-accent-soft-ink);
        font-weight: var(--weight-bold);
      }
    `,
  ];

  @property({ attribute: false }) result!: SearchResult;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { conversation, hits } = this.result;
    const { id, customer, owner, reason, language, updated_at } = conversation;
    return html`
      <a href="#/${encodeURIComponent(id)}">
        <span class="row">
          <span class="name">${customer.name || customer.email || words.t("customer_unknown")}</span>
          <span class="badge">
            ${owner.kind === "agent" && owner.name ? owner.name : words.t(`search_state_${owner.kind}`)}
          </span>
          ${reason ? html`<span class="badge accent">${reasonInWords(reason)}</span>` : nothing}
          <abbr class="hint" title=${languageInWords(language)}>${language.toUpperCase()}</abbr>
          <span class="hint">${timeAgo(updated_at, words.language)}</span>
        </span>
        <span class="excerpt">${this.#excerpt()}</span>
        ${hits > 1 ? html`<span class="hint">${words.t("search_hits", { count: hits })}</span>` : nothing}
      </a>
    `;
  }

  #excerpt() {
    const { hit, conversation } = this.result;
    if (!hit) return conversation.last_message?.text || words.t("no_words");
    const author = authorInWords({ id: null, ...hit.author });
    return html`
      ${author}: ${hit.excerpt.map((piece) => (piece.hit ? html`<mark>${piece.text}</mark>` : piece.text))}
    `;
  }
}
