import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { searchAddress } from "../route";
import type { Search } from "../state/search";
import { words } from "../words";

/** The searches one keeps: each a way back to it, with the form that keeps another. */
@customElement("wl-saved-searches")
export class SavedSearches extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      ul,
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        margin: var(--space-2) 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
      }
      form .input {
        width: min(16rem, 100%);
      }
      summary {
        font-size: var(--text-s);
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) search!: Search;

  @query("input") private field!: HTMLInputElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.search);
  }

  override render() {
    const { saved, saveProblem } = this.search;
    return html`
      ${
        saved.length > 0
          ? html`
              <ul aria-label=${words.t("searches_saved")}>
                ${saved.map(
                  ({ id, name, filters }) => html`
                    <li>
                      <a class="button compact" href=${searchAddress(filters)}>${name}</a>
                      <button
                        class="icon-button compact"
                        aria-label=${words.t("search_forget", { name })}
                        @click=${() => void this.search.remove(id)}
                      >
                        ${icon("close", 16)}
                      </button>
                    </li>
                  `,
                )}
              </ul>
            `
          : nothing
      }
      <details>
        <summary>${words.t("search_keep")}</summary>
        <form @submit=${this.#submitted}>
          <label for="name">${words.t("search_name")}</label>
          <input id="name" class="input" required maxlength="80" autocomplete="off" />
          <button class="button compact">${words.t("reply_save")}</button>
          <span class="field-error" role="alert">
            ${saveProblem ? words.t(`search_save_${saveProblem}`) : nothing}
          </span>
        </form>
      </details>
    `;
  }

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = this.field.value.trim();
    if (name && (await this.search.save(name))) this.field.value = "";
  };
}
