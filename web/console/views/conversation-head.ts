import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Conversation } from "../state/conversation";
import { ownerInWords, words } from "../words";
import { LEAVINGS } from "./leave-dialogs";

/** Whose conversation it is, and the ways to part from it. Says `leave` and `toggle-customer`. */
@customElement("wl-conversation-head")
export class ConversationHead extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        min-height: 3.5rem;
        padding: var(--space-2) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-surface);
      }
      .who {
        flex: 1 1 14rem;
        min-width: 0;
      }
      h1 {
        overflow: hidden;
        font-size: var(--text-m);
        font-weight: var(--weight-bold);
        line-height: 1.3;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .owner {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .changes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .back,
      .customer-toggle {
        display: none;
      }
      @media (max-width: 1150px) {
        .customer-toggle {
          display: inline-flex;
        }
      }
      @media (max-width: 700px) {
        .back {
          display: grid;
        }
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @property({ type: Boolean }) customerShown = false;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.conversation);
  }

  focusCustomerToggle(): void {
    this.renderRoot.querySelector<HTMLElement>(".customer-toggle")?.focus();
  }

  override render() {
    const { summary, isMine } = this.conversation;
    const name = summary?.customer.name || summary?.customer.email || words.t("customer_unknown");
    return html`
      <a class="icon-button back" href="#/" aria-label=${words.t("back_to_list")}>${icon("back")}</a>
      <div class="who">
        <h1>${name}</h1>
        <p class="owner" role="status">${ownerInWords(this.conversation)}</p>
      </div>
      <button
        class="button compact customer-toggle"
        aria-expanded=${this.customerShown}
        @click=${() => this.dispatchEvent(new Event("toggle-customer"))}
      >
        ${icon("person", 18)} ${words.t("customer_pane")}
      </button>
      ${isMine ? this.#changes() : nothing}
    `;
  }

  #changes() {
    return html`
      <div class="changes">
        ${LEAVINGS.map(
          (leaving) => html`
            <button
              class="button compact"
              title=${words.t(`${leaving}_lead`)}
              ?disabled=${this.conversation.changing !== null}
              @click=${() => this.dispatchEvent(new CustomEvent("leave", { detail: leaving }))}
            >
              ${words.t(leaving)}
            </button>
          `,
        )}
      </div>
    `;
  }
}
