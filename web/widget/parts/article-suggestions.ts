import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { ArticleReference } from "../../shared/protocol";
import { safeLink } from "../../shared/safe-html";
import { outsideIcon } from "../icons";
import { i18n } from "../strings";

/** "Did you mean": likely articles to read, once their quick replies have gone. */
@customElement("article-suggestions")
export class ArticleSuggestions extends LitElement {
  static override styles = [
    baseStyles,
    css`
      ul {
        display: grid;
        margin: var(--space-2) 0 calc(-1 * var(--space-2));
        padding: 0;
        list-style: none;
      }
      li + li {
        border-top: 1px solid var(--color-line);
      }
      a {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2);
        min-height: var(--target);
        text-decoration: none;
      }
      a:hover span {
        text-decoration: underline;
      }
    `,
  ];

  @property({ attribute: false }) articles: ArticleReference[] = [];

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    return html`
      <ul>
        ${this.articles.map((article) => {
          const address = safeLink(article.url);
          if (!address) return nothing;
          return html`
            <li>
              <a
                href=${address}
                target="_blank"
                rel="noopener noreferrer"
                aria-label="${i18n.t("articles_read", { title: article.title })} (${i18n.t(
                  "article_opens_new_tab",
                )})"
              >
                <span lang=${article.language}>${article.title}</span>
                ${outsideIcon}
              </a>
            </li>
          `;
        })}
      </ul>
    `;
  }
}
