import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../base-styles";
import { LocaleController } from "../i18n";
import { Follow } from "../observable";
import type { Language } from "../protocol";
import { staffWords } from "./i18n";
import { icon, type IconName } from "./icons";
import { COLOR_SCHEMES, type ColorScheme, type Preferences } from "./preferences";

const LANGUAGES: Record<Language, string> = { pl: "Polski", en: "English" };
const SCHEME_ICONS: Record<ColorScheme, IconName> = { auto: "contrast", light: "sun", dark: "moon" };

/** Two small switches: the page's language and its colours. */
@customElement("wl-preference-switches")
export class PreferenceSwitches extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        gap: var(--space-2);
      }
      fieldset {
        display: flex;
        margin: 0;
        padding: 2px;
        border: 1px solid var(--color-line);
        border-radius: var(--radius-full);
        background: var(--color-sunken);
      }
      label {
        position: relative;
        display: grid;
        place-items: center;
        min-width: 2rem;
        height: 1.75rem;
        padding: 0 var(--space-1);
        border-radius: var(--radius-full);
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        font-weight: var(--weight-bold);
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
        background: var(--color-raised);
        color: var(--color-ink);
        box-shadow: var(--shadow-s);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--color-focus);
        outline-offset: 1px;
      }
    `,
  ];

  @property({ attribute: false }) preferences!: Preferences;

  constructor() {
    super();
    new LocaleController(this, staffWords);
    new Follow(this, () => this.preferences);
  }

  override render() {
    const { language, colorScheme } = this.preferences;
    return html`
      <fieldset>
        <legend class="visually-hidden">${staffWords.t("language")}</legend>
        ${(Object.keys(LANGUAGES) as Language[]).map(
          (choice) => html`
            <label title=${LANGUAGES[choice]}>
              <input
                type="radio"
                name="language"
                aria-label=${LANGUAGES[choice]}
                .checked=${choice === language}
                @change=${() => (this.preferences.language = choice)}
              />
              <span aria-hidden="true">${choice.toUpperCase()}</span>
            </label>
          `,
        )}
      </fieldset>
      <fieldset>
        <legend class="visually-hidden">${staffWords.t("color_scheme")}</legend>
        ${COLOR_SCHEMES.map((choice) => {
          const words = staffWords.t(`scheme_${choice}`);
          return html`
            <label title=${words}>
              <input
                type="radio"
                name="scheme"
                aria-label=${words}
                .checked=${choice === colorScheme}
                @change=${() => (this.preferences.colorScheme = choice)}
              />
              ${icon(SCHEME_ICONS[choice], 16)}
            </label>
          `;
        })}
      </fieldset>
    `;
  }
}
