import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Presence } from "../../shared/staff-protocol";
import { words } from "../words";

/** Whether the agent takes conversations; asks for the change with `choose-presence`. */
@customElement("wl-presence-switch")
export class PresenceSwitch extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      button {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        width: 100%;
        min-height: var(--target);
        padding: var(--space-1) var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
        text-align: start;
      }
      .track {
        flex: none;
        width: 2.25rem;
        height: 1.25rem;
        padding: 2px;
        border-radius: var(--radius-full);
        background: var(--color-line-strong);
        transition: background var(--motion-fast);
      }
      .thumb {
        display: block;
        width: 1rem;
        height: 1rem;
        border-radius: 50%;
        background: var(--color-surface);
        transition: translate var(--motion-fast);
      }
      [aria-checked="true"] .track {
        background: var(--color-person);
      }
      [aria-checked="true"] .thumb {
        translate: 1rem;
      }
      .text {
        display: grid;
        line-height: 1.3;
      }
      small {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        font-weight: var(--weight-normal);
      }
    `,
  ];

  @property({ attribute: false }) presence: Presence | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const available = this.presence === "available";
    return html`
      <button
        role="switch"
        aria-checked=${available}
        aria-label=${words.t("presence")}
        ?disabled=${this.presence === null}
        @click=${() => this.dispatchEvent(new Event("choose-presence", { bubbles: true, composed: true }))}
      >
        <span class="track"><span class="thumb"></span></span>
        <span class="text">
          ${words.t(available ? "presence_available" : "presence_away")}
          <small>${words.t(available ? "presence_available_hint" : "presence_away_hint")}</small>
        </span>
      </button>
    `;
  }
}
