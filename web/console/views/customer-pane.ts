import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Conversation } from "../state/conversation";
import { orderIn } from "../state/order-in-question";
import { languageInWords, words } from "../words";
import "./customer-browsing";
import "./customer-history";
import "./order-card";
import "./suggestion-list";
import "./tag-editor";

/** The right pane: who the customer is, their order, and what may answer them. */
@customElement("wl-customer-pane")
export class CustomerPane extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: var(--space-4);
        background: var(--color-canvas);
        scrollbar-gutter: stable;
        scrollbar-width: thin;
      }
      section ~ section {
        margin-top: var(--space-5);
      }
      .heading {
        display: flex;
        justify-content: space-between;
        align-items: center;
      }
      h2 {
        margin-bottom: var(--space-2);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      .name {
        font-size: var(--text-l);
        font-weight: var(--weight-bold);
        line-height: var(--leading-tight);
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        gap: var(--space-2);
        margin: var(--space-3) 0 0;
        font-size: var(--text-s);
      }
      dt {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      dd {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .proven {
        color: var(--color-person);
      }
      .close {
        display: none;
      }
      @media (max-width: 1150px) {
        .close {
          display: grid;
        }
      }
    `,
  ];

  @property({ attribute: false }) conversation: Conversation | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.conversation);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "complementary");
    this.addEventListener("keydown", this.#pressed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversation")) void this.conversation?.file.load();
  }

  override render() {
    this.setAttribute("aria-label", words.t("customer_pane"));
    const { conversation } = this;
    if (!conversation) return nothing;
    const order = orderIn(conversation);
    return html`
      ${this.#customer(conversation)}
      ${
        order
          ? html`
              <section>
                <h2>${words.t("order")}</h2>
                <wl-order-card .order=${order}></wl-order-card>
              </section>
            `
          : nothing
      }
      <section>
        <h2>${words.t("suggestions")}</h2>
        <wl-suggestion-list
          .suggestions=${conversation.suggestions}
          .insertable=${conversation.isMine}
        ></wl-suggestion-list>
      </section>
      ${keyed(
        conversation.id,
        html`
          <wl-customer-browsing .file=${conversation.file}></wl-customer-browsing>
          <section>
            <h2>${words.t("tags")}</h2>
            <wl-tag-editor .file=${conversation.file}></wl-tag-editor>
          </section>
          <section>
            <wl-customer-history
              .file=${conversation.file}
              .orderShown=${order?.number ?? ""}
            ></wl-customer-history>
          </section>
        `,
      )}
    `;
  }

  #customer(conversation: Conversation) {
    const customer = conversation.customer ?? conversation.summary?.customer;
    const language = conversation.summary?.language;
    const proof = proofOf(conversation);
    return html`
      <section>
        <div class="heading">
          <h2>${words.t("customer")}</h2>
          <button
            class="icon-button compact close"
            aria-label=${staffWords.t("close")}
            @click=${() => this.dispatchEvent(new Event("hide-customer"))}
          >
            ${icon("close")}
          </button>
        </div>
        <p class="name">${customer?.name || words.t("customer_unknown")}</p>
        <dl>
          <div>
            <dt>${staffWords.t("email")}</dt>
            <dd>
              ${
                customer?.email
                  ? html`<a href="mailto:${customer.email}">${customer.email}</a>`
                  : words.t("not_given")
              }
            </dd>
          </div>
          <div>
            <dt>${words.t("identity")}</dt>
            <dd class=${proof === "none" ? "" : "proven"}>
              ${icon(proof === "none" ? "unverified" : "verified", 18)} ${words.t(`proof_${proof}`)}
            </dd>
          </div>
          ${
            language
              ? html`
                  <div>
                    <dt>${staffWords.t("language")}</dt>
                    <dd>${languageInWords(language)}</dd>
                  </div>
                `
              : nothing
          }
        </dl>
      </section>
    `;
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.dispatchEvent(new Event("hide-customer"));
  };
}

/** How the customer has proved who they are: signed in at the shop, or by the data of an order. */
function proofOf({ customer, summary, handover, transcript }: Conversation): "identity" | "order" | "none" {
  if (customer?.verified ?? summary?.customer.verified) return "identity";
  // An order is shown only to somebody who has proved that it is theirs.
  const shown = transcript.messages.some(({ kind }) => kind === "order");
  return handover?.verified || shown ? "order" : "none";
}
