import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { money } from "../../shared/money";
import type { OrderState, OrderSummary } from "../../shared/protocol";
import { safeLink } from "../../shared/safe-html";
import { calendarDay } from "../../shared/time";
import { outsideIcon } from "../icons";
import { i18n } from "../strings";

/** The way of an order, and the way back. */
const FORTH: OrderState[] = ["new", "paid", "packed", "shipped", "delivered"];
const BACK: OrderState[] = ["return_requested", "returned", "refunded"];
/** States that stand beside a step rather than being one. */
const ON_THE_LAST_STRETCH: OrderState[] = ["out_for_delivery", "ready_for_pickup"];

/** The steps to draw for a state and the index of the present one; none for a cancelled order. */
export function progressOf(state: OrderState): { steps: OrderState[]; at: number } {
  if (ON_THE_LAST_STRETCH.includes(state)) {
    const steps = FORTH.map((step) => (step === "shipped" ? state : step));
    return { steps, at: steps.indexOf(state) };
  }
  const steps = [FORTH, BACK].find((way) => way.includes(state)) ?? [];
  return { steps, at: steps.indexOf(state) };
}

/** One order: where it is, when it comes, what is in it. */
@customElement("order-card")
export class OrderCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 var(--space-2);
      }
      h3 {
        margin: 0;
        font-size: var(--text-m);
        font-weight: var(--weight-bold);
      }
      small,
      dt {
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        margin: var(--space-2) 0 0;
        font-weight: var(--weight-medium);
      }
      .late {
        padding: 0 var(--space-2);
        border-radius: var(--radius-full);
        background: var(--color-warning-soft);
        color: var(--color-warning);
        font-size: var(--text-s);
      }
      .line {
        display: flex;
        gap: 0.25rem;
        margin: var(--space-2) 0 var(--space-3);
      }
      .line span {
        flex: 1;
        height: 0.375rem;
        border-radius: var(--radius-full);
        background: var(--color-line);
      }
      .line .done {
        background: var(--color-success);
      }
      ul {
        margin: var(--space-2) 0;
        padding: var(--space-2) 0 0;
        border-top: 1px solid var(--color-line);
        list-style: none;
      }
      .item {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
      }
      .item :last-child {
        white-space: nowrap;
      }
      .total {
        font-weight: var(--weight-bold);
      }
      .track {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        min-height: var(--target);
        margin-bottom: calc(-1 * var(--space-2));
        font-weight: var(--weight-medium);
      }
    `,
  ];

  @property({ attribute: false }) order!: OrderSummary;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    const { number, placed_on, state, delayed, expected_on } = this.order;
    const day = (date: string) => calendarDay(date, i18n.language);
    return html`
      <div class="top">
        <h3>${i18n.t("order", { number })}</h3>
        ${placed_on ? html`<small>${i18n.t("order_placed", { day: day(placed_on) })}</small>` : nothing}
      </div>
      <p class="state">
        ${i18n.t(`state_${state}`)}
        ${delayed ? html`<span class="late">${i18n.t("order_delayed")}</span>` : nothing}
      </p>
      ${this.#line()}
      ${expected_on ? html`<small>${i18n.t("order_expected", { day: day(expected_on) })}</small>` : nothing}
      ${this.#items()} ${this.#tracking()}
    `;
  }

  #line() {
    const { steps, at } = progressOf(this.order.state);
    if (at < 0) return nothing;
    const label = i18n.t("order_progress", {
      step: at + 1,
      steps: steps.length,
      state: i18n.t(`state_${this.order.state}`),
    });
    return html`
      <div class="line" role="img" aria-label=${label}>
        ${steps.map((_, index) => html`<span class=${index <= at ? "done" : ""}></span>`)}
      </div>
    `;
  }

  #items() {
    const { items, total, currency } = this.order;
    if (!items.length && total === null) return nothing;
    return html`
      <ul>
        ${items.map(
          ({ name, quantity }) => html`
            <li class="item">
              <span>${name}</span>
              <span>${quantity} ×</span>
            </li>
          `,
        )}
        ${
          total !== null && currency
            ? html`
                <li class="item total">
                  <span>${i18n.t("order_total")}</span>
                  <span>${money(total, currency, i18n.language)}</span>
                </li>
              `
            : nothing
        }
      </ul>
    `;
  }

  #tracking() {
    const address = safeLink(this.order.tracking_url);
    if (!address) return nothing;
    const { carrier } = this.order;
    return html`
      <a class="track" href=${address} target="_blank" rel="noopener noreferrer">
        ${carrier ? i18n.t("order_track_with", { carrier }) : i18n.t("order_track")} ${outsideIcon}
        <span class="visually-hidden">(${i18n.t("article_opens_new_tab")})</span>
      </a>
    `;
  }
}
