import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../base-styles";
import { ApiError, requestJson } from "../http";
import { LocaleController } from "../i18n";
import { doorStyles } from "./door-styles";
import { staffWords } from "./i18n";
import { pageStyles } from "./page-styles";
import type { Preferences } from "./preferences";
import "./preference-switches";
import type { StaffSession } from "./session";

const SHORTEST = 12;
const ADDRESS = /^#\/password\/([\w-]+)$/;

/** The token in the address of a link from a letter, or null where the address is another. */
export function tokenIn(hash: string): string | null {
  return ADDRESS.exec(hash)?.[1] ?? null;
}

interface Holder {
  name: string;
  email: string;
}

/** Where a link from a letter leads: choose a password, and be signed in. */
@customElement("wl-password-page")
export class PasswordPage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    doorStyles,
    css`
      .card,
      form {
        display: grid;
        gap: var(--space-4);
      }
      p {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) session!: StaffSession;
  @property({ attribute: false }) preferences!: Preferences;
  @property() token = "";

  @state() private holder: Holder | null = null;
  @state() private problem: "over" | "short" | "locked" | "failed" | null = null;
  @state() private busy = false;

  @query("#password") private field!: HTMLInputElement | null;

  constructor() {
    super();
    new LocaleController(this, staffWords);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    const t = staffWords.t.bind(staffWords);
    const { holder, problem } = this;
    return html`
      <header><wl-preference-switches .preferences=${this.preferences}></wl-preference-switches></header>
      <main>
        <div class="card">
          <h1>${t("choose_password")}</h1>
          <div role="alert">
            ${
              problem && problem !== "short"
                ? html`<p class="alert">${t(`choose_password_${problem}`)}</p>`
                : nothing
            }
          </div>
          ${
            holder && problem !== "over"
              ? html`
                  <form novalidate @submit=${this.#submit}>
                    <p class="hint">${holder.name} · ${holder.email}</p>
                    <input type="hidden" name="username" autocomplete="username" .value=${holder.email} />
                    <div class="field">
                      <label for="password">${t("new_password")}</label>
                      <input
                        id="password"
                        class="input"
                        type="password"
                        autocomplete="new-password"
                        maxlength="1000"
                        aria-invalid=${problem === "short"}
                        aria-describedby="password-error password-hint"
                      />
                      <span id="password-error" class="field-error">
                        ${problem === "short" ? t("password_short") : nothing}
                      </span>
                      <span id="password-hint" class="hint">${t("choose_password_hint")}</span>
                    </div>
                    <button class="button primary" aria-disabled=${this.busy}>
                      ${t("choose_password_do")}
                    </button>
                  </form>
                `
              : html`<a class="button" href="#/">${t("sign_in")}</a>`
          }
        </div>
      </main>
    `;
  }

  async #read(): Promise<void> {
    await this.#ask(async () => {
      this.holder = await requestJson<Holder>("POST", "/api/staff/password-link/read", { token: this.token });
    });
    await this.updateComplete;
    this.field?.focus();
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const password = this.field?.value ?? "";
    if ([...password].length < SHORTEST) {
      this.problem = "short";
      return this.field?.focus();
    }
    if (this.busy || !this.holder) return;
    const { email } = this.holder;
    await this.#ask(async () => {
      await requestJson("POST", "/api/staff/password-link/redeem", { token: this.token, password });
      await this.session.signIn(email, password);
      // A fresh page, for somebody else may have been signed in here.
      location.reload();
    });
  };

  async #ask(ask: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await ask();
    } catch (error) {
      const code = error instanceof ApiError ? error.code : "";
      this.problem = code === "link_over" ? "over" : code === "too_many" ? "locked" : "failed";
    }
    this.busy = false;
  }
}
