import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Choice } from "../../shared/protocol";
import { i18n } from "../strings";

/**
 * Quick replies.
 *
 * @fires choose - `detail` is the index
 */
@customElement("chat-choices")
export class ChatChoices extends LitElement {
  static override styles = [
    baseStyles,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .button {
        border-color: var(--color-accent);
        color: var(--color-accent);
        text-align: start;
      }
    `,
  ];

  @property({ attribute: false }) choices: Choice[] = [];

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    return html`
      <div role="group" aria-label=${i18n.t("choices")}>
        ${this.choices.map(
          ({ title }, index) => html`
            <button
              class="button"
              @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: index }))}
            >
              ${title}
            </button>
          `,
        )}
      </div>
    `;
  }
}
