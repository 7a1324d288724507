import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { money } from "../../shared/money";
import { Follow } from "../../shared/observable";
import { safeLink } from "../../shared/safe-html";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Browsing } from "../../shared/staff-protocol";
import { timeAgo } from "../../shared/time";
import type { CustomerFile } from "../state/customer-file";
import { words } from "../words";

/** Pages shown before the rest is asked for. */
const FIRST_PAGES = 3;

/** What the shop's page tells of the customer: basket, facts, and the pages seen. Absent where it tells nothing. */
@customElement("wl-customer-browsing")
export class CustomerBrowsing extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      section {
        margin-top: var(--space-5);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      h2 {
        margin-bottom: var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      h3 {
        margin: var(--space-3) 0 var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        font-weight: normal;
      }
      ul {
        display: grid;
        gap: var(--space-1);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-3);
        margin: 0;
      }
      dt {
        color: var(--color-ink-soft);
      }
      dd {
        margin: 0;
      }
      summary {
        min-height: var(--target);
        align-content: center;
        color: var(--color-accent);
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) file!: CustomerFile;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.file);
  }

  override render() {
    const browsing = this.file.detail?.browsing;
    if (!browsing) return nothing;
    const { pages, cart, attributes } = browsing;
    const facts = Object.entries(attributes);
    if (pages.length + facts.length === 0 && !cart.items) return nothing;
    return html`
      <section>
        <h2>${words.t("browsing")}</h2>
        <p class="hint">${words.t("browsing_hint")}</p>
        ${this.#cart(cart)} ${facts.length ? this.#facts(facts) : nothing}
        ${pages.length ? this.#pages(pages) : nothing}
      </section>
    `;
  }

  #cart({ items, total, currency }: Browsing["cart"]) {
    if (!items) return nothing;
    return html`
      <h3>${words.t("basket")}</h3>
      <ul>
        ${items.map(({ name, quantity }) => html`<li>${quantity} × ${name}</li>`)}
      </ul>
      ${
        total !== null && total !== undefined && currency
          ? html`<strong>${money(total, currency, words.language)}</strong>`
          : nothing
      }
    `;
  }

  #facts(facts: [string, string | number | boolean][]) {
    const worded = (value: string | number | boolean) =>
      typeof value === "boolean" ? words.t(value ? "fact_yes" : "fact_no") : value;
    return html`
      <h3>${words.t("facts")}</h3>
      <dl>
        ${facts.map(
          ([name, value]) => html`
            <dt>${name}</dt>
            <dd>${worded(value)}</dd>
          `,
        )}
      </dl>
    `;
  }

  #pages(pages: Browsing["pages"]) {
    const rest = pages.slice(FIRST_PAGES);
    return html`
      <h3>${words.t("pages_seen")}</h3>
      <ul>
        ${pages.slice(0, FIRST_PAGES).map(page)}
      </ul>
      ${
        rest.length
          ? html`
              <details>
                <summary>${words.t("pages_earlier", { count: rest.length })}</summary>
                <ul>
                  ${rest.map(page)}
                </ul>
              </details>
            `
          : nothing
      }
    `;
  }
}

function page({ url, title, seen_at }: Browsing["pages"][number]) {
  const link = safeLink(url);
  const name = title || url;
  return html`
    <li>
      ${link ? html`<a href=${link} title=${url} target="_blank" rel="noopener">${name}</a>` : name}
      <span class="hint">${timeAgo(seen_at, words.language)}</span>
    </li>
  `;
}
