import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Callback } from "../../shared/staff-protocol";
import { timeAgo } from "../../shared/time";
import type { CallbackAct } from "../state/agent-api";
import type { CallbackProblem } from "../state/callbacks";
import { callbackProblemInWords, languageInWords, reasonInWords, words } from "../words";

/**
 * A customer to call or write to: who, how, since when, why, and who sees to it.
 *
 * @fires act - `detail` is what the agent wants done
 */
@customElement("wl-callback-item")
export class CallbackItem extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      article {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
      }
      article.mine {
        border-color: var(--color-accent);
        box-shadow: inset 3px 0 0 var(--color-accent);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
        min-width: 0;
      }
      h3 {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        font-size: inherit;
        font-weight: var(--weight-bold);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .time {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      abbr {
        margin-right: var(--space-1);
        font-weight: var(--weight-bold);
        text-decoration: none;
      }
      .contact {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-width: 0;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      .contact svg {
        flex: none;
        color: var(--color-ink-soft);
      }
      a {
        color: var(--color-accent);
      }
      .story {
        font-size: var(--text-s);
      }
      .said {
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      .actions {
        justify-content: flex-start;
      }
    `,
  ];

  @property({ attribute: false }) callback!: Callback;
  @property({ type: Boolean }) mine = false;
  @property({ type: Boolean }) releasable = false;
  @property({ type: Boolean }) changing = false;
  @property({ attribute: false }) problem: CallbackProblem | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  /** Goes on where a button that is gone was pressed. */
  focusActs(): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    (find(".actions button") ?? find(".story"))?.focus();
  }

  override render() {
    const { id, customer, created_at, language, reason, best_time, attempts, note } = this.callback;
    return html`
      <article class=${this.mine ? "mine" : ""} aria-labelledby="who-${id}">
        <div class="row">
          <h3 id="who-${id}">${customer.name || words.t("customer_unknown")}</h3>
          <span class="time">
            <abbr title=${languageInWords(language)}>${language.toUpperCase()}</abbr>
            ${timeAgo(created_at, words.language)}
          </span>
        </div>
        <p class="contact">${this.#contact()}</p>
        ${best_time ? html`<p class="said">${words.t("callback_time", { time: best_time })}</p>` : nothing}
        <div class="row">
          <span class="badge accent">${reasonInWords(reason)}</span>
          ${
            attempts > 0
              ? html`<span class="badge warning">${words.t("callback_attempts", { count: attempts })}</span>`
              : nothing
          }
          <a class="story" href="#/${encodeURIComponent(this.callback.conversation_id)}"
            >${words.t("callback_story")}</a
          >
        </div>
        ${note ? html`<p class="said">${words.t("callback_note", { note })}</p>` : nothing} ${this.#acts()}
        ${
          this.problem
            ? html`<p class="field-error" role="alert">${callbackProblemInWords(this.problem)}</p>`
            : nothing
        }
      </article>
    `;
  }

  #contact() {
    const { way, contact } = this.callback;
    const scheme = way === "phone" ? "tel" : "mailto";
    return html`
      ${icon(way, 16)}
      <span class="visually-hidden">${words.t(`callback_by_${way}`)}</span>
      ${this.mine ? html`<a href="${scheme}:${contact}">${inGroups(contact)}</a>` : html`<span>${contact}</span>`}
    `;
  }

  #acts() {
    const { taken_by } = this.callback;
    return html`
      ${
        taken_by && !this.mine
          ? html`<p class="said">${words.t("callback_taken_by", { name: taken_by.name ?? "" })}</p>`
          : nothing
      }
      <div class="actions">
        ${taken_by ? nothing : this.#button("take", "primary")}
        ${this.mine ? [this.#button("done", "primary"), this.#button("missed")] : nothing}
        ${this.releasable ? this.#button("release") : nothing}
      </div>
    `;
  }

  #button(act: CallbackAct, style = "") {
    return html`
      <button
        class="button compact ${style}"
        ?disabled=${this.changing}
        aria-describedby="who-${this.callback.id}"
        @click=${() => this.dispatchEvent(new CustomEvent<CallbackAct>("act", { detail: act }))}
      >
        ${words.t(`callback_${act}`)}
      </button>
    `;
  }
}

/** A Polish number as it is dialled; any other contact as it is. */
function inGroups(contact: string): string {
  return contact.replace(/^(\+48)(\d{3})(\d{3})(\d{3})$/, "$1 $2 $3 $4");
}
