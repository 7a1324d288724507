import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { money } from "../../shared/money";
import type { OrderSummary } from "../../shared/protocol";
import { safeLink } from "../../shared/safe-html";
import { pageStyles } from "../../shared/staff/page-styles";
import { calendarDay } from "../../shared/time";
import { orderStateInWords, words } from "../words";

/** An order as the assistant showed it. */
@customElement("wl-order-card")
export class OrderCard extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-raised);
        color: var(--color-ink);
        font-size: var(--text-s);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        margin-bottom: var(--space-2);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--space-3);
        margin: 0;
      }
      dt {
        color: var(--color-ink-soft);
      }
      dd {
        margin: 0;
      }
      ul {
        margin: var(--space-2) 0 0;
        padding-left: 1.1rem;
      }
    `,
  ];

  @property({ attribute: false }) order!: OrderSummary;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { number, state, delayed, items, carrier, tracking_url, expected_on, placed_on } = this.order;
    const language = words.language;
    const tracking = safeLink(tracking_url);
    return html`
      <header>
        <strong>${number}</strong>
        <span class="badge info">${orderStateInWords(state)}</span>
        ${delayed ? html`<span class="badge warning">${words.t("delayed")}</span>` : nothing}
      </header>
      <dl>
        ${
          placed_on
            ? html`
                <dt>${words.t("placed_on")}</dt>
                <dd>${calendarDay(placed_on, language)}</dd>
              `
            : nothing
        }
        ${
          expected_on
            ? html`
                <dt>${words.t("expected_on")}</dt>
                <dd>${calendarDay(expected_on, language)}</dd>
              `
            : nothing
        }
        ${
          carrier
            ? html`
                <dt>${words.t("carrier")}</dt>
                <dd>
                  ${
                    tracking
                      ? html`<a href=${tracking} target="_blank" rel="noopener">${carrier}</a>`
                      : carrier
                  }
                </dd>
              `
            : nothing
        }
        ${this.#total()}
      </dl>
      ${
        items?.length
          ? html`
              <ul>
                ${items.map(({ name, quantity }) => html`<li>${quantity} × ${name}</li>`)}
              </ul>
            `
          : nothing
      }
    `;
  }

  #total() {
    const { total, currency } = this.order;
    if (total === null || total === undefined || !currency) return nothing;
    return html`
      <dt>${words.t("total")}</dt>
      <dd>${money(total, currency, words.language)}</dd>
    `;
  }
}
