import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { ArticleAnswer } from "../../shared/protocol";
import { safeHtml, safeLink } from "../../shared/safe-html";
import { outsideIcon } from "../icons";
import { i18n } from "../strings";

/** An answer from the knowledge base, with the way to the whole article. */
@customElement("article-card")
export class ArticleCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      small {
        display: block;
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      h3 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-m);
        font-weight: var(--weight-bold);
        line-height: var(--leading-tight);
      }
      .body {
        overflow-x: auto;
      }
      .body > :first-child {
        margin-top: 0;
      }
      .body > :last-child {
        margin-bottom: 0;
      }
      .body :is(p, ul, ol, table, blockquote, pre) {
        margin: var(--space-2) 0;
      }
      .body :is(h2, h3, h4) {
        margin: var(--space-3) 0 var(--space-1);
        font-size: var(--text-m);
      }
      ul,
      ol {
        padding-inline-start: var(--space-5);
      }
      img {
        max-width: 100%;
        height: auto;
      }
      table {
        border-collapse: collapse;
        font-size: var(--text-s);
      }
      th,
      td {
        padding: var(--space-1) var(--space-2);
        border: 1px solid var(--color-line);
        text-align: start;
      }
      .open {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        min-height: var(--target);
        margin-bottom: calc(-1 * var(--space-2));
        font-weight: var(--weight-medium);
      }
    `,
  ];

  @property({ attribute: false }) article!: ArticleAnswer;
  #body: DocumentFragment | null = null;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("article")) this.#body = safeHtml(this.article.html);
  }

  override render() {
    const { title, language, cross_language, url } = this.article;
    const address = safeLink(url);
    return html`
      <small>${i18n.t("article")}${cross_language ? ` · ${i18n.t("article_foreign")}` : nothing}</small>
      <h3 lang=${language}>${title}</h3>
      <div class="body" lang=${language}>${this.#body}</div>
      ${
        address
          ? html`
              <a class="open" href=${address} target="_blank" rel="noopener noreferrer">
                ${i18n.t("article_open")} ${outsideIcon}
                <span class="visually-hidden">(${i18n.t("article_opens_new_tab")})</span>
              </a>
            `
          : nothing
      }
    `;
  }
}
