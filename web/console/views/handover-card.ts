import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { safeLink } from "../../shared/safe-html";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { HandoverPacket } from "../../shared/staff-protocol";
import { clockTime, dayInWords } from "../../shared/time";
import {
  orderStateInWords,
  outcomeInWords,
  percent,
  reasonInWords,
  ruleInWords,
  slotInWords,
  words,
} from "../words";

/** The story that comes with a hand-over, so that the customer need not tell it again. */
@customElement("wl-handover-card")
export class HandoverCard extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        border-bottom: 1px solid var(--color-line);
        background: var(--color-surface);
      }
      details {
        max-height: 38vh;
        scrollbar-width: thin;
        overflow-y: auto;
      }
      summary {
        position: sticky;
        top: 0;
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
        padding: var(--space-2) var(--space-4);
        background: var(--color-surface);
        cursor: pointer;
        list-style: none;
      }
      summary:hover {
        background: var(--color-sunken);
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary h2 {
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      summary svg {
        margin-left: auto;
        transition: rotate var(--motion-fast);
      }
      details[open] summary svg.fold {
        rotate: 180deg;
      }
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
        gap: var(--space-3) var(--space-5);
        padding: var(--space-1) var(--space-4) var(--space-4);
        font-size: var(--text-s);
      }
      .stack {
        gap: var(--space-3);
        align-content: start;
      }
      .summary {
        grid-column: 1 / -1;
        padding-left: var(--space-3);
        border-left: 3px solid var(--color-accent);
        font-size: var(--text-m);
        overflow-wrap: anywhere;
      }
      .instructions {
        grid-column: 1 / -1;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      h3 {
        margin: 0 0 var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        font-weight: var(--weight-bold);
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
        overflow-wrap: anywhere;
      }
      ul {
        display: grid;
        gap: var(--space-1);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
      }
      li > :first-child {
        flex: 1;
        min-width: 0;
      }
    `,
  ];

  @property({ attribute: false }) packet!: HandoverPacket;
  /** Whether the agent still has to read it; what they unfold or fold afterwards stays so. */
  @property({ type: Boolean }) fresh = false;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { reason, verified, order } = this.packet;
    return html`
      <details ?open=${this.fresh}>
        <summary>
          <h2>${words.t("handover")}</h2>
          <span class="badge accent">${reasonInWords(reason)}</span>
          <span class="badge ${verified ? "person" : ""}">
            ${icon(verified ? "verified" : "unverified", 14)}
            ${words.t(verified ? "verified" : "not_verified")}
          </span>
          ${order ? html`<span class="badge info">${order.number}</span>` : nothing}
          <svg class="fold" aria-hidden="true" viewBox="0 0 24 24" width="20" height="20">
            <path d="m7 10 5 5 5-5" fill="none" stroke="currentColor" stroke-width="2" />
          </svg>
        </summary>
        <div class="parts">
          ${this.packet.summary ? html`<p class="summary">${this.packet.summary}</p>` : nothing}
          ${
            this.packet.instructions
              ? html`
                  <div class="instructions">
                    <h3>${words.t("instructions")}</h3>
                    <p>${this.packet.instructions}</p>
                  </div>
                `
              : nothing
          }
          <div class="stack">${this.#why()} ${this.#slots()}</div>
          <div class="stack">${this.#articles()}</div>
        </div>
      </details>
    `;
  }

  #why() {
    const { at, rule, score, order } = this.packet;
    return html`
      <div>
        <h3>${words.t("handover_why")}</h3>
        <dl>
          <dt>${words.t("handed_over_at")}</dt>
          <dd>${dayInWords(at, words.language)}, ${clockTime(at, words.language)}</dd>
          ${
            rule
              ? html`
                  <dt>${words.t("rule")}</dt>
                  <dd>${ruleInWords(rule)}</dd>
                `
              : nothing
          }
          ${
            score === null
              ? nothing
              : html`
                  <dt>${words.t("score")}</dt>
                  <dd>${score.toLocaleString(words.language, { maximumFractionDigits: 2 })}</dd>
                `
          }
          ${
            order
              ? html`
                  <dt>${words.t("order")}</dt>
                  <dd>${order.number}, ${orderStateInWords(order.state)}</dd>
                `
              : nothing
          }
        </dl>
      </div>
    `;
  }

  #articles() {
    if (this.packet.articles.length === 0) return nothing;
    return html`
      <div>
        <h3>${words.t("articles_tried")}</h3>
        <ul>
          ${this.packet.articles.map(
            ({ article_id, title, score, outcome }) => html`
              <li>
                <a
                  href=${safeLink(`/help/${this.packet.language}/${encodeURIComponent(article_id)}`) ?? nothing}
                  target="_blank"
                  rel="noopener"
                >
                  ${title}
                </a>
                <span>${percent(score)}</span>
                <span class="badge">${outcomeInWords(outcome)}</span>
              </li>
            `,
          )}
        </ul>
      </div>
    `;
  }

  #slots() {
    const filled = Object.entries(this.packet.slots).filter(([, value]) => value !== null && value !== "");
    if (filled.length === 0) return nothing;
    return html`
      <div>
        <h3>${words.t("slots")}</h3>
        <dl>
          ${filled.map(
            ([name, value]) => html`
              <dt>${slotInWords(name)}</dt>
              <dd>${typeof value === "object" ? JSON.stringify(value) : String(value)}</dd>
            `,
          )}
        </dl>
      </div>
    `;
  }
}
