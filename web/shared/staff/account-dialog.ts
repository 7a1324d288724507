import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../base-styles";
import { LocaleController } from "../i18n";
import { Follow } from "../observable";
import { clockTime, dayInWords } from "../time";
import { Account, type PasswordOutcome } from "./account";
import { staffWords } from "./i18n";
import { icon } from "./icons";
import { pageStyles } from "./page-styles";
import type { StaffSession } from "./session";

/** One's own account: the password, and where one is signed in. */
@customElement("wl-account-dialog")
export class AccountDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      .top {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
      }
      h3 {
        font-size: var(--text-m);
      }
      section {
        padding-top: var(--space-4);
        border-top: 1px solid var(--color-line);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      .said:empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) session!: StaffSession;

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("#current") private current!: HTMLInputElement;
  @query("#next") private next!: HTMLInputElement;

  private account!: Account;

  constructor() {
    super();
    new LocaleController(this, staffWords);
    new Follow(this, () => this.account);
  }

  protected override willUpdate(): void {
    this.account ??= new Account(this.session);
  }

  async open(): Promise<void> {
    this.dialog.showModal();
    await this.account.load();
  }

  override render() {
    const t = staffWords.t.bind(staffWords);
    const { outcome, busy, sessions } = this.account;
    return html`
      <dialog aria-labelledby="heading" @close=${this.#emptied}>
        <div class="stack">
          <div class="top">
            <h2 id="heading">${t("account")}</h2>
            <button class="icon-button" aria-label=${t("close")} @click=${() => this.dialog.close()}>
              ${icon("close")}
            </button>
          </div>
          <p class="hint">${this.session.staff?.name} · ${this.session.staff?.email}</p>
          <form novalidate @submit=${this.#submit}>
            <h3>${t("change_password")}</h3>
            <div class="said" role="status">${outcome ? said(outcome) : nothing}</div>
            ${this.#field("current", t("current_password"), "current-password")}
            ${this.#field("next", t("new_password"), "new-password")}
            <p id="next-hint" class="hint">${t("new_password_hint")}</p>
            <div class="actions">
              <button class="button primary" aria-disabled=${busy}>${t("change_password")}</button>
            </div>
          </form>
          <section class="stack" aria-labelledby="sessions">
            <h3 id="sessions">${t("your_sessions")}</h3>
            <ul>
              ${sessions.map(
                ({ created_at, here }) => html`
                  <li>
                    ${t("session_since", { moment: inWords(created_at) })}
                    ${here ? html`<span class="badge accent">${t("session_here")}</span>` : nothing}
                  </li>
                `,
              )}
            </ul>
            <p class="hint">${t("sign_out_everywhere_hint")}</p>
            <div class="actions">
              <button class="button" @click=${() => void this.session.signOut("everywhere")}>
                ${t("sign_out_everywhere")}
              </button>
            </div>
          </section>
        </div>
      </dialog>
    `;
  }

  #field(name: "current" | "next", label: string, autocomplete: "current-password" | "new-password") {
    const { outcome } = this.account;
    const wrong = outcome && "field" in outcome && outcome.field === name ? outcome.code : null;
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        <input
          id=${name}
          class="input"
          type="password"
          autocomplete=${autocomplete}
          maxlength="1000"
          aria-invalid=${wrong !== null}
          aria-describedby="${name}-error ${name === "next" ? "next-hint" : ""}"
        />
        <span id="${name}-error" class="field-error">${wrong ? staffWords.t(wrong) : nothing}</span>
      </div>
    `;
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.account.busy) return;
    await this.account.changePassword(this.current.value, this.next.value);
    const { outcome } = this.account;
    if (outcome && "field" in outcome) this[outcome.field].focus();
    if (outcome?.code === "changed") this.#emptied();
  };

  readonly #emptied = (): void => {
    this.current.value = this.next.value = "";
  };
}

function said(outcome: PasswordOutcome) {
  switch (outcome.code) {
    case "changed":
      return html`<p class="alert success">${staffWords.t("password_changed")}</p>`;
    case "locked":
      return html`
        <p class="alert">
          ${
            outcome.minutes === null
              ? staffWords.t("sign_in_locked")
              : staffWords.t("sign_in_locked_minutes", { count: outcome.minutes })
          }
        </p>
      `;
    case "offline":
      return html`<p class="alert">${staffWords.t("sign_in_offline")}</p>`;
    case "failed":
      return html`<p class="alert">${staffWords.t("account_failed")}</p>`;
    default:
      return nothing;
  }
}

function inWords(moment: string): string {
  return `${dayInWords(moment, staffWords.language)}, ${clockTime(moment, staffWords.language)}`;
}
