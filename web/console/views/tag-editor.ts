import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { CustomerFile } from "../state/customer-file";
import { words } from "../words";

/** The tags on a conversation: each can be taken off, and any word put on. */
@customElement("wl-tag-editor")
export class TagEditor extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        margin: 0 0 var(--space-2);
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        max-width: 100%;
        padding-left: var(--space-2);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-raised);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      form {
        display: flex;
        gap: var(--space-2);
      }
      .input {
        flex: 1;
        min-width: 0;
      }
    `,
  ];

  @property({ attribute: false }) file!: CustomerFile;

  @query("input") private input!: HTMLInputElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.file);
  }

  override render() {
    const { tags = [], known_tags: known = [] } = this.file.detail ?? {};
    return html`
      ${
        tags.length > 0
          ? html`
              <ul aria-label=${words.t("tags")}>
                ${tags.map(
                  (tag) => html`
                    <li>
                      ${tag}
                      <button
                        class="icon-button compact"
                        aria-label=${words.t("tag_take_off", { tag })}
                        @click=${() => void this.#takeOff(tag)}
                      >
                        ${icon("close", 14)}
                      </button>
                    </li>
                  `,
                )}
              </ul>
            `
          : nothing
      }
      <form @submit=${this.#put}>
        <input
          class="input"
          aria-label=${words.t("tag_new")}
          placeholder=${words.t("tag_new")}
          maxlength="40"
          list="known"
          autocomplete="off"
        />
        <datalist id="known">
          ${known.filter((tag) => !tags.includes(tag)).map((tag) => html`<option value=${tag}></option>`)}
        </datalist>
        <button class="icon-button compact" aria-label=${words.t("tag_put")}>${icon("plus", 18)}</button>
      </form>
      ${
        this.file.problem === "tag"
          ? html`<p class="field-error" role="alert">${words.t("tag_failed")}</p>`
          : nothing
      }
    `;
  }

  readonly #put = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await this.file.putTag(this.input.value)) this.input.value = "";
  };

  async #takeOff(tag: string): Promise<void> {
    if (await this.file.takeTagOff(tag)) this.input.focus();
  }
}
