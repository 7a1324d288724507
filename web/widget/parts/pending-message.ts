import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { OutboxEntry } from "../conversation/outbox";
import { alertIcon, checkIcon } from "../icons";
import { i18n } from "../strings";

/**
 * What the customer has said and the desk has not shown back yet; it is never taken away by itself.
 *
 * @fires retry - send it again
 * @fires discard - throw it away
 */
@customElement("pending-message")
export class PendingMessage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: end;
        gap: var(--space-1);
      }
      .bubble {
        max-width: 85%;
        margin: 0;
        padding: 0.625rem var(--space-4);
        border-radius: var(--radius-l) var(--radius-l) var(--radius-s) var(--radius-l);
        background: var(--color-own);
        color: var(--color-own-ink);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .failed {
        background: var(--color-danger-soft);
        color: var(--color-danger);
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: end;
        gap: var(--space-1) var(--space-2);
        margin: 0;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .state.bad {
        color: var(--color-danger);
        font-size: var(--text-s);
      }
    `,
  ];

  @property({ attribute: false }) entry!: OutboxEntry;
  @property({ type: Boolean }) connected = false;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    const { kind, text, state } = this.entry;
    if (kind === "request_human") return state === "failed" ? this.#failure() : html``;
    return html`
      <p class="bubble ${state === "failed" ? "failed" : ""}">${text}</p>
      ${state === "failed" ? this.#failure() : html`<p class="state">${this.#progress()}</p>`}
    `;
  }

  #progress() {
    if (this.entry.state === "sent") return html` ${checkIcon} ${i18n.t("sent")} `;
    return i18n.t(this.connected ? "sending" : "waiting_for_network");
  }

  #failure() {
    const { kind, error } = this.entry;
    const sentence =
      kind === "request_human" ? "failed_person" : error === "too_long" ? "failed_too_long" : "failed";
    return html`
      <p class="state bad" role="alert">${alertIcon} ${i18n.t(sentence)}</p>
      <div class="state">
        <button class="button" @click=${() => this.dispatchEvent(new Event("retry"))}>
          ${i18n.t("retry")}
        </button>
        <button class="button" @click=${() => this.dispatchEvent(new Event("discard"))}>
          ${i18n.t("discard")}
        </button>
      </div>
    `;
  }
}
