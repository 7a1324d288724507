import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { OutboxEntry } from "../state/outbox";
import { words, type ConsoleKey } from "../words";

const REFUSALS: Record<string, ConsoleKey> = {
  not_owner: "refused_not_owner",
  too_long: "refused_too_long",
  variable_unfilled: "refused_variable_unfilled",
};

/** Words of the agent that the transcript does not show yet; asks for `retry-message` or `take-back`. */
@customElement("wl-pending-message")
export class PendingMessage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-1);
        justify-items: end;
      }
      p {
        max-width: min(85%, 38rem);
        padding: var(--space-2) var(--space-3);
        border: 1px dashed var(--color-person);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      p.failed {
        border-color: var(--color-danger);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        justify-content: flex-end;
      }
    `,
  ];

  @property({ attribute: false }) entry!: OutboxEntry;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { text, state, attempts, error } = this.entry;
    const failed = state === "failed";
    const status = failed
      ? words.t(REFUSALS[error ?? ""] ?? "refused")
      : words.t(attempts > 0 ? "sending_again" : "sending");
    return html`
      <p class=${failed ? "failed" : ""}>${text}</p>
      <div class="row">
        <span class=${failed ? "field-error" : "hint"}>${status}</span>
        ${
          failed || attempts > 0
            ? html`
                <button class="button compact" @click=${() => this.#ask("retry-message")}>
                  ${words.t("retry")}
                </button>
                <button class="button compact" @click=${() => this.#ask("take-back")}>
                  ${words.t("take_back")}
                </button>
              `
            : ""
        }
      </div>
    `;
  }

  #ask(wish: "retry-message" | "take-back"): void {
    this.dispatchEvent(new CustomEvent(wish, { detail: this.entry.id, bubbles: true, composed: true }));
  }
}
