import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Presence, PresenceChoice } from "../../shared/staff-protocol";
import { words } from "../words";

const CHOICES: readonly PresenceChoice[] = ["available", "busy", "away"];

/** Whether the agent takes conversations; asks for the change with `choose-presence`. */
@customElement("wl-presence-switch")
export class PresenceSwitch extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
      }
      fieldset {
        display: flex;
        margin: 0;
        padding: 2px;
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
      }
      label {
        position: relative;
        display: grid;
        flex: 1;
        place-items: center;
        min-height: calc(var(--target) - 8px);
        padding: 0 var(--space-2);
        border-radius: calc(var(--radius-m) - 2px);
        cursor: pointer;
      }
      input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      label:has(:checked) {
        background: var(--color-sunken);
        font-weight: var(--weight-bold);
      }
      .available:has(:checked) {
        background: var(--color-person-soft);
        color: var(--color-person-soft-ink);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--color-accent);
        outline-offset: 1px;
      }
      .hint {
        padding: var(--space-1) var(--space-2) 0;
        font-size: var(--text-xs);
      }
      .alert {
        margin-top: var(--space-1);
        padding: var(--space-2) var(--space-3);
        font-size: var(--text-xs);
      }
    `,
  ];

  @property({ attribute: false }) presence: Presence | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { presence } = this;
    const missed = presence === "missed";
    const chosen = presence === "missed" ? "away" : presence;
    return html`
      <fieldset ?disabled=${presence === null}>
        <legend class="visually-hidden">${words.t("presence")}</legend>
        ${CHOICES.map(
          (choice) => html`
            <label class=${choice}>
              <input
                type="radio"
                name="presence"
                .checked=${choice === chosen}
                @change=${() => this.#choose(choice)}
              />
              ${words.t(`presence_${choice}`)}
            </label>
          `,
        )}
      </fieldset>
      ${chosen && !missed ? html`<p class="hint">${words.t(`presence_${chosen}_hint`)}</p>` : nothing}
      <div role="alert">
        ${missed ? html`<p class="alert warning">${words.t("presence_missed")}</p>` : nothing}
      </div>
    `;
  }

  #choose(detail: PresenceChoice): void {
    this.dispatchEvent(
      new CustomEvent<PresenceChoice>("choose-presence", { detail, bubbles: true, composed: true }),
    );
  }
}
