import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ConversationSummary } from "../../shared/staff-protocol";
import { timeAgo } from "../../shared/time";
import { headStartsInWords, languageInWords, reasonInWords, words } from "../words";
import "./mood-badge";
import "./waiting-time";

/** One conversation in a list: who, why, how long, in what mood, and their last words. */
@customElement("wl-conversation-item")
export class ConversationItem extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      a {
        position: relative;
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
      a[aria-current] {
        border-color: var(--color-accent);
        box-shadow: inset 3px 0 0 var(--color-accent);
      }
      .row {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-width: 0;
      }
      .name {
        flex: 1;
        overflow: hidden;
        font-weight: var(--weight-bold);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .time {
        flex: none;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      abbr {
        margin-right: var(--space-1);
        font-weight: var(--weight-bold);
        text-decoration: none;
      }
      .verified {
        color: var(--color-person);
      }
      .badges {
        flex-wrap: wrap;
        row-gap: var(--space-1);
      }
      .place {
        position: absolute;
        z-index: 1;
        inset: calc(100% - var(--space-1)) var(--space-2) auto;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--color-line-strong);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        box-shadow: var(--shadow-m);
        font-size: var(--text-xs);
      }
      a:not(:hover, :focus-visible) .place {
        clip-path: inset(50%);
        pointer-events: none;
      }
      .words {
        display: -webkit-box;
        overflow: hidden;
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        line-height: 1.4;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .unread {
        min-width: 1.375rem;
        justify-content: center;
        background: var(--color-accent);
        color: var(--color-accent-ink);
      }
    `,
  ];

  @property({ attribute: false }) conversation!: ConversationSummary;
  @property({ type: Boolean }) selected = false;
  @property({ type: Number }) unread = 0;
  /** Whether it is offered to the agent at this page. */
  @property({ type: Boolean }) mine = false;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { id, customer, reason, frustration, trend, language, last_message, owner, given, offered } =
      this.conversation;
    return html`
      <a href="#/${encodeURIComponent(id)}" aria-current=${this.selected ? "true" : nothing}>
        <span class="row">
          <span class="name">${customer.name || customer.email || words.t("customer_unknown")}</span>
          ${
            customer.verified
              ? html`
                  <span class="verified" title=${words.t("verified")}>
                    ${icon("verified", 16)}
                    <span class="visually-hidden">${words.t("verified")}</span>
                  </span>
                `
              : nothing
          }
          ${
            this.unread > 0
              ? html`
                  <span class="badge unread">
                    ${this.unread}
                    <span class="visually-hidden">${words.t("unread", { count: this.unread })}</span>
                  </span>
                `
              : nothing
          }
          <span class="time">
            <abbr title=${languageInWords(language)}>${language.toUpperCase()}</abbr>
            ${this.#time()}
          </span>
        </span>
        <span class="row badges">
          ${
            reason && owner.kind !== "bot"
              ? html`<span class="badge accent">${reasonInWords(reason)}</span>`
              : nothing
          }
          ${given ? html`<span class="badge warning">${words.t("given_by", { name: given.by })}</span>` : nothing}
          ${offered && !this.mine ? html`<span class="badge">${words.t("offered_to", { name: offered.to.name })}</span>` : nothing}
          <wl-mood-badge .frustration=${trend ?? frustration}></wl-mood-badge>
        </span>
        ${this.#place()}
        <span class="words">${given?.note || last_message?.text || words.t("no_words")}</span>
      </a>
    `;
  }

  /** Why it stands where it does; read out with the rest, seen with the pointer on it or the focus. */
  #place() {
    const { owner, head_starts } = this.conversation;
    const parts = owner.kind === "queue" ? headStartsInWords(head_starts ?? {}) : "";
    return parts && html`<span class="place">${words.t("counts_as_waited", { parts })}</span>`;
  }

  #time() {
    const { owner, queued_at, updated_at } = this.conversation;
    if (owner.kind !== "queue" || !queued_at) return timeAgo(updated_at, words.language);
    return html`
      <span class="visually-hidden">${words.t("waiting")}</span>
      <wl-waiting-time since=${queued_at}></wl-waiting-time>
    `;
  }
}
