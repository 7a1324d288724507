import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Language } from "../../shared/protocol";
import { outsideIcon } from "../icons";
import { i18n } from "../strings";

/** The languages by their own names, as their speakers look for them. */
const LANGUAGES: [Language, string][] = [
  ["pl", "Polski"],
  ["en", "English"],
];

/**
 * Rare things: language, the help centre, and the end of the conversation.
 *
 * @fires language - `detail` is the chosen language
 * @fires end - the customer ends the conversation
 */
@customElement("chat-menu")
export class ChatMenu extends LitElement {
  static override styles = [
    baseStyles,
    css`
      section {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-4) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-raised);
        box-shadow: var(--shadow-m);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend,
      p {
        margin: 0 0 var(--space-2);
        padding: 0;
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      [aria-pressed="true"] {
        border-color: var(--color-accent);
        background: var(--color-accent-soft);
        color: var(--color-accent-soft-ink);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .help {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        justify-self: start;
        min-height: var(--target);
      }
      .end {
        border-color: var(--color-danger);
        color: var(--color-danger);
      }
    `,
  ];

  @property({ type: Boolean }) canEnd = false;
  @property({ type: Boolean }) connected = false;
  @state() private asking = false;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector("button")?.focus();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("asking") && this.asking) this.renderRoot.querySelector<HTMLElement>(".no")?.focus();
  }

  override render() {
    return html`
      <section aria-label=${i18n.t("menu")}>
        <fieldset>
          <legend>${i18n.t("language")}</legend>
          ${LANGUAGES.map(
            ([language, name]) => html`
              <button
                class="button"
                lang=${language}
                aria-pressed=${language === i18n.language}
                @click=${() => this.dispatchEvent(new CustomEvent("language", { detail: language }))}
              >
                ${name}
              </button>
            `,
          )}
        </fieldset>
        <a class="help" href="/help/${i18n.language}" target="_blank" rel="noopener">
          ${i18n.t("help_centre")} ${outsideIcon}
          <span class="visually-hidden">(${i18n.t("article_opens_new_tab")})</span>
        </a>
        ${this.canEnd ? this.#ending() : nothing}
      </section>
    `;
  }

  #ending() {
    if (!this.connected) return html`<p role="status">${i18n.t("end_offline")}</p>`;
    if (!this.asking)
      return html`
        <div class="row">
          <button class="button end" @click=${() => (this.asking = true)}>${i18n.t("end")}</button>
        </div>
      `;
    return html`
      <div role="group" aria-labelledby="question">
        <p id="question">${i18n.t("end_question")}</p>
        <div class="row">
          <button class="button end" @click=${() => this.dispatchEvent(new Event("end"))}>
            ${i18n.t("end_yes")}
          </button>
          <button class="button no" @click=${() => (this.asking = false)}>${i18n.t("end_no")}</button>
        </div>
      </div>
    `;
  }
}
