import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Language } from "../../shared/protocol";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleListing, EditionListing } from "../../shared/editor-protocol";
import { addressOf } from "../route";
import { day, isoDay, moment, words } from "../words";
import "./status-badge";

/** An article in one language as the library lists it: title, status, who looks after it and until when. */
@customElement("wl-edition-summary")
export class EditionSummary extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-1);
        justify-items: start;
      }
      a {
        color: var(--color-ink);
        font-weight: var(--weight-medium);
        text-decoration: none;
      }
      a:hover {
        color: var(--color-accent);
        text-decoration: underline;
      }
      a.add {
        color: var(--color-accent);
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .owner {
        display: inline-flex;
        gap: var(--space-1);
        align-items: center;
      }
      .late {
        color: var(--color-danger);
        font-weight: var(--weight-medium);
      }
    `,
  ];

  @property({ attribute: false }) article!: ArticleListing;
  @property() language: Language = "pl";

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const edition = this.article.languages[this.language];
    const address = addressOf(this.article.id, this.language);
    if (!edition)
      return html`
        <a class="add" href=${address}>${words.t("write_it")}</a>
        <wl-status-badge status="missing"></wl-status-badge>
      `;
    return html`
      <a href=${address}>${edition.title}</a>
      <span class="state">
        <wl-status-badge status=${edition.status}></wl-status-badge>
        <time datetime=${edition.updated_at}>${moment(edition.updated_at)}</time>
      </span>
      ${edition.owner || edition.review_by ? this.#care(edition) : nothing}
    `;
  }

  #care({ owner, review_by, status }: EditionListing) {
    const late = review_by !== null && status !== "archived" && review_by < isoDay(new Date());
    return html`
      <span class="state">
        ${owner ? html`<span class="owner">${icon("person", 14)} ${owner}</span>` : nothing}
        ${
          review_by
            ? html`<time class=${late ? "late" : nothing} datetime=${review_by}>
                ${words.t(late ? "review_was_due" : "review_due_on", { day: day(review_by) })}
              </time>`
            : nothing
        }
      </span>
    `;
  }
}
