import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { words } from "../words";

export type NotedChange = "give_back" | "take_over" | "callback_done" | "callback_missed";

const LONGEST_NOTE = 2000;

/** Asks for a note on the way out of a conversation. */
@customElement("wl-note-dialog")
export class NoteDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      .tell {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 2.25rem;
      }
      textarea {
        min-height: 6rem;
        resize: vertical;
      }
    `,
  ];

  @state() private change: NotedChange = "give_back";

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("textarea") private area!: HTMLTextAreaElement;
  @query("#tell") private tellBox!: HTMLInputElement | null;

  /** Whether the customer shall read the last note too; only asked on the way back to the assistant. */
  tell = false;
  #decided: ((note: string | null) => void) | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  get open(): boolean {
    return this.dialog.open;
  }

  /** The note, perhaps empty, or null if the agent thinks better of it. */
  async ask(change: NotedChange): Promise<string | null> {
    this.change = change;
    await this.updateComplete;
    this.area.value = "";
    if (this.tellBox) this.tellBox.checked = false;
    this.dialog.showModal();
    return new Promise((resolve) => (this.#decided = resolve));
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading" aria-describedby="lead" @close=${() => this.#decide(null)}>
        <form method="dialog" @submit=${this.#submitted}>
          <h2 id="heading">${words.t(`${this.change}_heading`)}</h2>
          <p id="lead" class="hint">${words.t(`${this.change}_lead`)}</p>
          <div class="field">
            <label for="note">${words.t("note")}</label>
            <textarea id="note" class="input" autofocus maxlength=${LONGEST_NOTE}></textarea>
          </div>
          ${
            this.change === "give_back"
              ? html`
                  <label class="tell"><input id="tell" type="checkbox" /> ${words.t("give_back_tell")}</label>
                `
              : nothing
          }
          <div class="actions">
            <button type="button" class="button" @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button primary">${words.t(this.change)}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  readonly #submitted = (): void => {
    this.tell = this.tellBox?.checked ?? false;
    this.#decide(this.area.value.trim());
  };

  #decide(note: string | null): void {
    this.#decided?.(note);
    this.#decided = null;
  }
}
