import { LitElement, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../base-styles";
import { LocaleController } from "../i18n";
import { Follow } from "../observable";
import type { Role } from "../staff-protocol";
import { staffWords } from "./i18n";
import { pageStyles } from "./page-styles";
import type { Preferences } from "./preferences";
import type { StaffSession } from "./session";
import { tokenIn } from "./password-page";
import "./sign-in-page";
import "./staff-header";
import type { StaffApplication } from "./staff-header";

/** Shows its content to whoever is signed in and has the role; everyone else sees what is in the way. */
@customElement("wl-staff-gate")
export class StaffGate extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      .notice {
        display: grid;
        gap: var(--space-3);
        justify-items: center;
        padding: 18vh var(--space-4) 0;
        text-align: center;
      }
      h1 {
        font-size: var(--text-xl);
      }
    `,
  ];

  @property({ attribute: false }) session!: StaffSession;
  @property({ attribute: false }) preferences!: Preferences;
  @property() application: StaffApplication = "console";
  @property() needs: Role = "agent";
  @state() private token: string | null = null;

  constructor() {
    super();
    new LocaleController(this, staffWords);
    new Follow(this, () => this.session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#moved);
    this.#moved();
  }

  override disconnectedCallback(): void {
    removeEventListener("hashchange", this.#moved);
    super.disconnectedCallback();
  }

  override render() {
    if (this.token)
      return html`
        <wl-password-page
          .session=${this.session}
          .preferences=${this.preferences}
          .token=${this.token}
        ></wl-password-page>
      `;
    switch (this.session.status) {
      case "loading":
        return html`<p class="notice hint" role="status">${staffWords.t("loading")}</p>`;
      case "unreachable":
        return html`
          <main class="notice">
            <h1>${staffWords.t("unreachable")}</h1>
            <p>${staffWords.t("unreachable_lead")}</p>
            <button class="button primary" @click=${() => void this.session.load()}>
              ${staffWords.t("try_again")}
            </button>
          </main>
        `;
      case "signed_out":
        return html`
          <wl-sign-in-page .session=${this.session} .preferences=${this.preferences}></wl-sign-in-page>
        `;
      case "signed_in":
        return this.session.may(this.needs) ? html`<slot></slot>` : this.#refusal();
    }
  }

  /** Takes a link's token out of the address, where the pages behind the gate and the browser's history would see it. */
  readonly #moved = (): void => {
    this.token = tokenIn(location.hash);
    if (this.token) history.replaceState(null, "", location.pathname);
  };

  #refusal() {
    return html`
      <wl-staff-header
        .session=${this.session}
        .preferences=${this.preferences}
        application=${this.application}
      ></wl-staff-header>
      <main class="notice">
        <h1>${staffWords.t("no_access")}</h1>
        <p>${staffWords.t("no_access_lead", { name: this.session.staff?.name ?? "" })}</p>
      </main>
    `;
  }
}
