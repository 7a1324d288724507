import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ConversationSummary } from "../../shared/staff-protocol";
import { words } from "../words";
import "./conversation-item";
import { sectionStyles } from "./section-styles";

/** What the desk offers to this agent: asks to take it with `take-offer`, to leave it with `decline-offer`. */
@customElement("wl-offer-section")
export class OfferSection extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    sectionStyles,
    css`
      section {
        padding: var(--space-2) var(--space-3) var(--space-3);
        border: 1px solid var(--color-accent);
        border-radius: var(--radius-m);
        background: var(--color-accent-soft);
      }
      h2 {
        color: var(--color-accent-soft-ink);
      }
      .acts {
        display: flex;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      .primary {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) offered: readonly ConversationSummary[] = [];
  @property({ attribute: false }) selected: string | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    return html`
      <div role="status" class="visually-hidden">
        ${this.offered.length > 0 ? words.t("offered_count", { count: this.offered.length }) : nothing}
      </div>
      ${
        this.offered.length > 0
          ? html`
              <section aria-labelledby="offered">
                <h2 id="offered">
                  ${words.t("offered")}
                  <span class="badge">${this.offered.length}</span>
                </h2>
                <ul>
                  ${repeat(
                    this.offered,
                    ({ id }) => id,
                    (conversation) => this.#offer(conversation),
                  )}
                </ul>
              </section>
            `
          : nothing
      }
    `;
  }

  #offer(conversation: ConversationSummary) {
    const { name, email } = conversation.customer;
    const customer = name || email || words.t("customer_unknown");
    return html`
      <li>
        <wl-conversation-item
          .conversation=${conversation}
          .selected=${conversation.id === this.selected}
          mine
        ></wl-conversation-item>
        <div class="acts">
          <button
            class="button primary compact"
            aria-label=${words.t("offer_take_whose", { customer })}
            @click=${() => this.#ask("take-offer", conversation.id)}
          >
            ${words.t("offer_take")}
          </button>
          <button
            class="button compact"
            aria-label=${words.t("offer_decline_whose", { customer })}
            @click=${() => this.#ask("decline-offer", conversation.id)}
          >
            ${words.t("offer_decline")}
          </button>
        </div>
      </li>
    `;
  }

  #ask(what: "take-offer" | "decline-offer", id: string): void {
    this.dispatchEvent(new CustomEvent<string>(what, { detail: id, bubbles: true, composed: true }));
  }
}
