import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Edition } from "../state/edition";
import { words } from "../words";

/** Asks for a review, with a word to whoever does it. */
@customElement("wl-review-dialog")
export class ReviewDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      textarea.input {
        min-height: 5rem;
        resize: vertical;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("textarea") private note!: HTMLTextAreaElement;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  show(): void {
    this.note.value = "";
    this.dialog.showModal();
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading">
        <form @submit=${this.#submitted}>
          <h2 id="heading">${words.t("ask_review")}</h2>
          <p class="hint">${words.t("ask_review_lead")}</p>
          <div class="field">
            <label for="note">${words.t("review_note")}</label>
            <textarea id="note" class="input" maxlength="2000" autofocus></textarea>
          </div>
          <div class="actions">
            <button type="button" class="button" @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button primary">${words.t("ask_review")}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    this.dialog.close();
    void this.edition.askReview(this.note.value);
  };
}
