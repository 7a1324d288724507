import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../base-styles";
import { LocaleController } from "../i18n";
import { Follow } from "../observable";
import type { Role } from "../staff-protocol";
import "./account-dialog";
import type { AccountDialog } from "./account-dialog";
import { staffWords } from "./i18n";
import { icon } from "./icons";
import { pageStyles } from "./page-styles";
import type { Preferences } from "./preferences";
import "./preference-switches";
import type { StaffSession } from "./session";

export type StaffApplication = "console" | "editor" | "reports";

const APPLICATIONS: { name: StaffApplication; address: string; role: Role }[] = [
  { name: "console", address: "/agent", role: "agent" },
  { name: "editor", address: "/editor", role: "editor" },
  { name: "reports", address: "/reports", role: "supervisor" },
];

/** The bar on top of the staff's pages: where one is, where one may go, and the way out. */
@customElement("wl-staff-header")
export class StaffHeader extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      header {
        display: flex;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        min-height: 3.5rem;
        padding: var(--space-1) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-surface);
      }
      .brand {
        color: var(--color-accent);
        font-weight: var(--weight-bold);
      }
      nav {
        display: flex;
        gap: var(--space-1);
      }
      nav a {
        padding: var(--space-1) var(--space-3);
        border-radius: var(--radius-full);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
        text-decoration: none;
      }
      nav a:hover {
        background: var(--color-sunken);
        color: var(--color-ink);
      }
      nav a[aria-current] {
        background: var(--color-accent-soft);
        color: var(--color-accent-soft-ink);
      }
      slot {
        display: flex;
        flex: 1;
        align-items: center;
        gap: var(--space-2);
        justify-content: flex-end;
        min-width: 0;
      }
      .name {
        max-width: 12rem;
        overflow: hidden;
        font-size: var(--text-s);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (max-width: 1000px) {
        .name,
        .brand {
          display: none;
        }
        header {
          gap: var(--space-2);
          padding-inline: var(--space-2);
        }
      }
      @media (max-width: 480px) {
        header {
          flex-wrap: wrap;
        }
        slot {
          flex: 1 0 auto;
          max-width: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: StaffSession;
  @property({ attribute: false }) preferences!: Preferences;
  @property() application: StaffApplication = "console";

  @query("wl-account-dialog") private account!: AccountDialog;

  constructor() {
    super();
    new LocaleController(this, staffWords);
    new Follow(this, () => this.session);
  }

  override render() {
    const reachable = APPLICATIONS.filter(({ role }) => this.session.may(role));
    return html`
      <header>
        <span class="brand">Warmline</span>
        <nav aria-label=${staffWords.t("apps")}>
          ${reachable.map(
            ({ name, address }) => html`
              <a href=${address} aria-current=${name === this.application ? "page" : nothing}>
                ${staffWords.t(`app_${name}`)}
              </a>
            `,
          )}
        </nav>
        <slot></slot>
        <wl-preference-switches .preferences=${this.preferences}></wl-preference-switches>
        <button
          class="button compact"
          aria-haspopup="dialog"
          aria-label=${staffWords.t("account_of", { name: this.session.staff?.name ?? "" })}
          @click=${() => void this.account.open()}
        >
          ${icon("person", 18)}
          <span class="name">${this.session.staff?.name}</span>
        </button>
        <button class="button compact" @click=${() => void this.session.signOut()}>
          ${staffWords.t("sign_out")}
        </button>
      </header>
      <wl-account-dialog .session=${this.session}></wl-account-dialog>
    `;
  }
}
