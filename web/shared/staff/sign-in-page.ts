import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../base-styles";
import { ApiError, requestJson } from "../http";
import { LocaleController } from "../i18n";
import { Follow } from "../observable";
import { doorStyles } from "./door-styles";
import { staffWords } from "./i18n";
import { icon } from "./icons";
import { pageStyles } from "./page-styles";
import type { Preferences } from "./preferences";
import "./preference-switches";
import type { SignInProblem, StaffSession } from "./session";

/** The door to every page of the staff. */
@customElement("wl-sign-in-page")
export class SignInPage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    doorStyles,
    css`
      .brand {
        color: var(--color-accent);
        font-weight: var(--weight-bold);
      }
      h1 {
        margin-top: var(--space-1);
      }
      .card > p {
        color: var(--color-ink-soft);
      }
      form {
        display: grid;
        gap: var(--space-4);
        margin-top: var(--space-5);
      }
      .password {
        position: relative;
      }
      .password .input {
        padding-right: 3rem;
      }
      .password button {
        position: absolute;
        top: 0;
        right: 0;
        width: 2.5rem;
        height: 2.5rem;
        color: var(--color-ink-soft);
      }
      .password button[aria-pressed="true"] {
        color: var(--color-accent);
      }
      .link {
        justify-self: center;
        min-height: var(--target);
        color: var(--color-accent);
        text-decoration: underline;
        text-underline-offset: 0.15em;
      }
      .asked {
        margin: 0;
      }
      .notice:empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) session!: StaffSession;
  @property({ attribute: false }) preferences!: Preferences;

  @state() private revealed = false;
  @state() private asked: "sent" | "off" | "failed" | null = null;
  @state() private missing: { email: boolean; password: boolean } = { email: false, password: false };

  @query("#email") private email!: HTMLInputElement;
  @query("#password") private password!: HTMLInputElement;

  constructor() {
    super();
    new LocaleController(this, staffWords);
    new Follow(this, () => this.session);
  }

  protected override firstUpdated(): void {
    this.email.focus();
  }

  override render() {
    const { busy, problem, expired } = this.session;
    const t = staffWords.t.bind(staffWords);
    return html`
      <header><wl-preference-switches .preferences=${this.preferences}></wl-preference-switches></header>
      <main>
        <div class="card">
          <p class="brand">Warmline</p>
          <h1>${t("sign_in")}</h1>
          <p>${t("sign_in_lead")}</p>
          <form novalidate @submit=${this.#submit}>
            <div class="notice" role="alert">
              ${
                problem
                  ? html`
                      <p class="alert">
                        ${icon("warning")}
                        <span>${inWords(problem)}</span>
                      </p>
                    `
                  : expired
                    ? html`<p class="alert info">${t("session_ended")}</p>`
                    : nothing
              }
            </div>
            <div class="field">
              <label for="email">${t("email")}</label>
              <input
                id="email"
                class="input"
                type="email"
                name="email"
                autocomplete="username"
                aria-invalid=${this.missing.email}
                aria-describedby="email-error"
              />
              <span id="email-error" class="field-error">
                ${this.missing.email ? t("email_missing") : nothing}
              </span>
            </div>
            <div class="field">
              <label for="password">${t("password")}</label>
              <div class="password">
                <input
                  id="password"
                  class="input"
                  type=${this.revealed ? "text" : "password"}
                  name="password"
                  autocomplete="current-password"
                  aria-invalid=${this.missing.password}
                  aria-describedby="password-error"
                />
                <button
                  type="button"
                  class="icon-button"
                  aria-pressed=${this.revealed}
                  aria-label=${t(this.revealed ? "hide_password" : "show_password")}
                  @click=${() => (this.revealed = !this.revealed)}
                >
                  ${icon("eye")}
                </button>
              </div>
              <span id="password-error" class="field-error">
                ${this.missing.password ? t("password_missing") : nothing}
              </span>
            </div>
            <button class="button primary" aria-disabled=${busy}>
              ${t(busy ? "signing_in" : "sign_in")}
            </button>
            <button type="button" class="link" @click=${() => void this.#forgot()}>
              ${t("forgot_password")}
            </button>
            <p class="asked hint" role="status">
              ${this.asked ? t(`forgot_password_${this.asked}`) : nothing}
            </p>
          </form>
        </div>
      </main>
    `;
  }

  /** Has a letter written with a link to choose a password; nobody learns whether the address is known. */
  async #forgot(): Promise<void> {
    const email = this.email.value.trim();
    this.asked = null;
    this.missing = { email: !email, password: false };
    if (!email) return this.email.focus();
    try {
      await requestJson("POST", "/api/staff/password-link/ask", { email, language: staffWords.language });
      this.asked = "sent";
    } catch (error) {
      this.asked = error instanceof ApiError && error.code === "mail_off" ? "off" : "failed";
    }
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const email = this.email.value.trim();
    const password = this.password.value;
    this.missing = { email: !email, password: !password };
    if (!email) return this.email.focus();
    if (!password) return this.password.focus();
    if (this.session.busy) return;
    await this.session.signIn(email, password);
    if (this.session.problem?.code === "wrong") this.password.select();
  };
}

function inWords(problem: SignInProblem): string {
  if (problem.code === "locked" && problem.minutes !== null)
    return staffWords.t("sign_in_locked_minutes", { count: problem.minutes });
  return staffWords.t(`sign_in_${problem.code}`);
}
