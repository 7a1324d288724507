import { LitElement, css, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles";
import { requestJson } from "../shared/http";
import { LocaleController } from "../shared/i18n";
import { i18n } from "./strings";
import { warmline } from "./warmline";

interface SignedCustomer {
  /** The JWT a shop's server would put into the page of a signed-in customer. */
  identity: string;
  name: string;
}

const CUSTOMERS = ["1", "2", "3"];
/** Remembers who is signed in on this demo, as a shop's own session would. */
const KEY = "podlipa.customer";

/** Stands in for the shop's log-in: a guest, or one of three customers with orders. */
@customElement("customer-switch")
export class CustomerSwitch extends LitElement {
  static override styles = [
    baseStyles,
    css`
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      select {
        min-height: var(--target);
        max-width: 11rem;
        padding: 0 var(--space-2);
        border: 1px solid var(--color-line-strong);
        border-radius: var(--radius-s);
        background: var(--color-raised);
        color: var(--color-ink);
      }
      p {
        margin: 0;
        color: var(--color-danger);
        font-size: var(--text-s);
      }
      @media (max-width: 34rem) {
        label span {
          display: none;
        }
      }
    `,
  ];

  @state() private names: Record<string, string> = {};
  @state() private chosen = sessionStorage.getItem(KEY) ?? "";
  @state() private failed = false;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#learnNames();
  }

  override render() {
    return html`
      <label>
        <span>${i18n.t("customer")}</span>
        <select aria-label=${i18n.t("customer")} .value=${this.chosen} @change=${this.#choose}>
          <option value="">${i18n.t("guest")}</option>
          ${CUSTOMERS.filter((customer) => this.names[customer]).map(
            (customer) => html`
              <option value=${customer} ?selected=${customer === this.chosen}>${this.names[customer]}</option>
            `,
          )}
        </select>
      </label>
      <p role="alert">${this.failed ? i18n.t("customer_failed") : ""}</p>
    `;
  }

  async #learnNames(): Promise<void> {
    const answers = await Promise.allSettled(CUSTOMERS.map(signedCustomer));
    answers.forEach((answer, index) => {
      const customer = CUSTOMERS[index]!;
      if (answer.status === "rejected") return;
      this.names = { ...this.names, [customer]: answer.value.name };
      if (customer === this.chosen) warmline("setUser", answer.value.identity);
    });
  }

  async #choose(event: Event): Promise<void> {
    const customer = (event.target as HTMLSelectElement).value;
    this.failed = false;
    try {
      const signed = customer ? await signedCustomer(customer) : null;
      warmline("reset");
      if (signed) warmline("setUser", signed.identity);
      this.chosen = customer;
      sessionStorage.setItem(KEY, customer);
    } catch {
      this.failed = true;
      this.requestUpdate();
    }
  }
}

function signedCustomer(customer: string): Promise<SignedCustomer> {
  return requestJson<SignedCustomer>("GET", `/demo/identity/${customer}`);
}
