import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import { categoryWords } from "../categories/words";
import { goldenWords } from "../golden/words";
import { CATEGORIES_ADDRESS, GAPS_ADDRESS, GOLDEN_ADDRESS, type Route } from "../route";
import type { Gaps } from "./gaps";
import { gapWords } from "./words";

/** The editor's pages, with how many gaps wait. */
@customElement("wl-editor-nav")
export class EditorNav extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        padding: var(--space-1) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-surface);
      }
      a {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 2.25rem;
        padding: 0 var(--space-3);
        border-radius: var(--radius-full);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
        text-decoration: none;
      }
      a:hover {
        background: var(--color-sunken);
        color: var(--color-ink);
      }
      a[aria-current] {
        background: var(--color-sunken);
        color: var(--color-ink);
      }
      @media (pointer: coarse) {
        a {
          min-height: var(--target);
        }
      }
    `,
  ];

  @property({ attribute: false }) gaps!: Gaps;
  @property() page: Route["page"] = "library";

  constructor() {
    super();
    new LocaleController(this, gapWords);
    new LocaleController(this, goldenWords);
    new LocaleController(this, categoryWords);
    new Follow(this, () => this.gaps);
  }

  override render() {
    const { waiting } = this.gaps;
    const current = (...pages: Route["page"][]) => (pages.includes(this.page) ? "page" : nothing);
    return html`
      <nav aria-label=${gapWords.t("pages")}>
        <a href="#/" aria-current=${current("library", "article")}>${gapWords.t("articles")}</a>
        <a href=${GAPS_ADDRESS} aria-current=${current("gaps")}>
          ${gapWords.t("gaps")}
          ${
            waiting > 0
              ? html`
                  <span class="badge warning" aria-hidden="true">${waiting}</span>
                  <span class="visually-hidden">${gapWords.t("waiting", { count: waiting })}</span>
                `
              : nothing
          }
        </a>
        <a href=${GOLDEN_ADDRESS} aria-current=${current("golden")}>${goldenWords.t("golden")}</a>
        <a href=${CATEGORIES_ADDRESS} aria-current=${current("categories")}
          >${categoryWords.t("categories")}</a
        >
      </nav>
    `;
  }
}
