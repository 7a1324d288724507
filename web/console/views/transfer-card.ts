import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Transfer } from "../../shared/staff-protocol";
import { clockTime, dayInWords } from "../../shared/time";
import { words } from "../words";

/** What the colleague who had the conversation before wants known, and the button that takes it up. */
@customElement("wl-transfer-card")
export class TransferCard extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        padding: var(--space-2) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-surface);
        font-size: var(--text-s);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      h2 {
        flex: 1;
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      .note {
        max-height: 8rem;
        margin-top: var(--space-1);
        padding-left: var(--space-3);
        border-left: 3px solid var(--color-accent);
        overflow-y: auto;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];

  @property({ attribute: false }) transfer!: Transfer;
  /** Whether it waits for the agent at this page. */
  @property({ type: Boolean }) waiting = false;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { from, at, note } = this.transfer;
    return html`
      <div class="row">
        <h2>${words.t("given_by", { name: from.name })}</h2>
        <span class="hint">${dayInWords(at, words.language)}, ${clockTime(at, words.language)}</span>
        ${
          this.waiting
            ? html`
                <button
                  class="button primary compact"
                  title=${words.t("take_up_lead")}
                  @click=${() => this.dispatchEvent(new Event("take-up"))}
                >
                  ${words.t("take_up")}
                </button>
              `
            : nothing
        }
      </div>
      ${note ? html`<p class="note">${note}</p>` : nothing}
    `;
  }
}
