import { LitElement, html, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { words } from "../words";

/** Tags as one line of text with commas. Says `tags-changed` with the list. */
@customElement("wl-tag-field")
export class TagField extends LitElement {
  static override styles = [baseStyles, pageStyles];

  @property({ attribute: false }) tags: readonly string[] = [];

  /** The line as it is typed: commas and spaces at its end mean nothing yet. */
  @state() private line = "";

  constructor() {
    super();
    new LocaleController(this, words);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("tags") && tagsIn(this.line).join() !== this.tags.join())
      this.line = this.tags.join(", ");
  }

  override render() {
    return html`
      <div class="field">
        <label for="tags">${words.t("tags")}</label>
        <input
          id="tags"
          class="input"
          autocomplete="off"
          aria-describedby="hint"
          .value=${this.line}
          @input=${this.#typed}
        />
        <span id="hint" class="hint">${words.t("tags_hint")}</span>
      </div>
    `;
  }

  readonly #typed = (event: Event): void => {
    this.line = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new CustomEvent("tags-changed", { detail: tagsIn(this.line) }));
  };
}

function tagsIn(line: string): string[] {
  return line
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
}
