import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Alerts } from "../state/alerts";
import { words } from "../words";

/** How the agent is called (sound, notifications), and the ways to search, canned replies and the list of shortcuts. */
@customElement("wl-alert-switches")
export class AlertSwitches extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: flex;
        gap: var(--space-1);
      }
      [aria-checked="false"] {
        color: var(--color-ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) alerts!: Alerts;
  /** Whether the live view is theirs to see. */
  @property({ type: Boolean }) supervises = false;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.alerts);
  }

  override render() {
    const { sound, desktop, canNotify, denied } = this.alerts;
    const soundWords = words.t(sound ? "sound_on" : "sound_off");
    const desktopWords = words.t(denied ? "desktop_denied" : desktop ? "desktop_on" : "desktop_off");
    return html`
      <button
        class="icon-button compact"
        role="switch"
        aria-checked=${sound}
        aria-label=${words.t("sound")}
        title=${soundWords}
        @click=${() => this.alerts.toggleSound()}
      >
        ${icon(sound ? "sound" : "muted")}
      </button>
      ${
        canNotify
          ? html`
              <button
                class="icon-button compact"
                role="switch"
                aria-checked=${desktop}
                aria-label=${words.t("desktop")}
                aria-description=${denied ? words.t("desktop_denied") : nothing}
                title=${desktopWords}
                @click=${() => void this.alerts.toggleDesktop()}
              >
                ${icon(desktop ? "bell" : "bellOff")}
              </button>
            `
          : nothing
      }
      ${
        this.supervises
          ? html`
              <a
                class="icon-button compact"
                href="#/live"
                aria-label=${words.t("live")}
                title="${words.t("live")} (v)"
              >
                ${icon("gauge")}
              </a>
            `
          : nothing
      }
      <a
        class="icon-button compact"
        href="#/search"
        aria-label=${words.t("search")}
        title="${words.t("search")} (s)"
      >
        ${icon("search")}
      </a>
      <a
        class="icon-button compact"
        href="#/replies"
        aria-label=${words.t("replies")}
        title="${words.t("replies")} (r)"
      >
        ${icon("slash")}
      </a>
      <button
        class="icon-button compact"
        aria-label=${words.t("shortcuts")}
        title="${words.t("shortcuts")} (?)"
        @click=${() => this.dispatchEvent(new Event("show-shortcuts"))}
      >
        ${icon("keyboard")}
      </button>
    `;
  }
}
