import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { WrapUpCode } from "../../shared/staff-protocol";
import { words } from "../words";

export interface Closing {
  /** Null where the desk has told no codes. */
  wrapUp: string | null;
  note: string;
}

const LONGEST_NOTE = 2000;

/** Asks what a conversation was about, on the way out: arrows or a digit choose, Enter closes. */
@customElement("wl-close-dialog")
export class CloseDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      fieldset {
        display: grid;
        gap: var(--space-1);
        margin: 0;
        padding: 0;
        border: 0;
      }
      .code {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 1.75rem;
        font-weight: var(--weight-normal, 400);
      }
      @media (pointer: coarse) {
        .code {
          min-height: var(--target);
        }
      }
      kbd {
        margin-left: auto;
      }
      textarea {
        min-height: 5rem;
        resize: vertical;
      }
    `,
  ];

  @state() private codes: readonly WrapUpCode[] = [];
  @state() private chosen: string | null = null;

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("textarea") private area!: HTMLTextAreaElement;

  #decided: ((closing: Closing | null) => void) | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  get open(): boolean {
    return this.dialog.open;
  }

  /** What it was about and a note, perhaps empty, or null if the agent thinks better of it. */
  async ask(codes: readonly WrapUpCode[]): Promise<Closing | null> {
    this.codes = codes;
    this.chosen = codes[0]?.code ?? null;
    await this.updateComplete;
    this.dialog.showModal();
    return new Promise((resolve) => (this.#decided = resolve));
  }

  override render() {
    return html`
      <dialog
        aria-labelledby="heading"
        aria-describedby="lead"
        @close=${() => this.#decide(null)}
        @keydown=${this.#pressed}
      >
        <form method="dialog" @submit=${this.#submitted}>
          <h2 id="heading">${words.t("close_heading")}</h2>
          <p id="lead" class="hint">${words.t("close_lead")}</p>
          ${this.codes.length > 0 ? this.#choices() : nothing}
          <div class="field">
            <label for="note">${words.t("note")}</label>
            <textarea id="note" class="input" maxlength=${LONGEST_NOTE}></textarea>
          </div>
          <div class="actions">
            <button type="button" class="button" @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button primary">${words.t("close")}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  #choices() {
    return html`
      <fieldset>
        <legend class="label">${words.t("wrap_up")}</legend>
        ${this.codes.map(
          ({ code, labels }, index) => html`
            <label class="code">
              <input
                type="radio"
                name="code"
                value=${code}
                ?autofocus=${index === 0}
                .checked=${this.chosen === code}
                @change=${() => (this.chosen = code)}
              />
              ${labels[words.language]}
              ${index < 9 ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : nothing}
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.composedPath()[0] === this.area || event.ctrlKey || event.altKey || event.metaKey) return;
    const found = /^[1-9]$/.test(event.key) ? this.codes[Number(event.key) - 1] : undefined;
    if (!found) return;
    event.preventDefault();
    this.chosen = found.code;
    this.renderRoot.querySelector<HTMLInputElement>(`input[value="${CSS.escape(found.code)}"]`)?.focus();
  };

  readonly #submitted = (): void => {
    const closing = { wrapUp: this.chosen, note: this.area.value.trim() };
    this.area.value = "";
    this.#decide(closing);
  };

  #decide(closing: Closing | null): void {
    this.#decided?.(closing);
    this.#decided = null;
  }
}
