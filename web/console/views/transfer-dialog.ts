import { LitElement, css, html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Colleague } from "../../shared/staff-protocol";
import { languageInWords, words } from "../words";

export interface TransferChoice {
  /** A colleague's id, or the queue. */
  to: string;
  note: string;
}

const QUEUE = "queue";
const LONGEST_NOTE = 2000;

/** Asks to whom a conversation goes, and what they should know. */
@customElement("wl-transfer-dialog")
export class TransferDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      textarea {
        min-height: 6rem;
        resize: vertical;
      }
    `,
  ];

  @state() private colleagues: readonly Colleague[] = [];

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("select") private select!: HTMLSelectElement;
  @query("textarea") private area!: HTMLTextAreaElement;

  #decided: ((choice: TransferChoice | null) => void) | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  get open(): boolean {
    return this.dialog.open;
  }

  /** To whom and with which note, or null if the agent thinks better of it. */
  async ask(colleagues: readonly Colleague[]): Promise<TransferChoice | null> {
    this.colleagues = colleagues;
    await this.updateComplete;
    this.select.selectedIndex = 0;
    this.dialog.showModal();
    return new Promise((resolve) => (this.#decided = resolve));
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading" aria-describedby="lead" @close=${() => this.#decide(null)}>
        <form method="dialog" @submit=${this.#submitted}>
          <h2 id="heading">${words.t("transfer_heading")}</h2>
          <p id="lead" class="hint">${words.t("transfer_lead")}</p>
          <div class="field">
            <label for="to">${words.t("transfer_to")}</label>
            <select id="to" class="input" autofocus>
              ${this.colleagues.map((one) => html`<option value=${one.id}>${colleagueInWords(one)}</option>`)}
              <option value=${QUEUE}>${words.t("transfer_to_anyone")}</option>
            </select>
            ${this.colleagues.length === 0 ? html`<p class="hint">${words.t("transfer_alone")}</p>` : ""}
          </div>
          <div class="field">
            <label for="note">${words.t("transfer_note")}</label>
            <textarea id="note" class="input" maxlength=${LONGEST_NOTE}></textarea>
          </div>
          <div class="actions">
            <button type="button" class="button" @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button primary">${words.t("transfer")}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  readonly #submitted = (): void => {
    const choice = { to: this.select.value, note: this.area.value.trim() };
    this.area.value = "";
    this.#decide(choice);
  };

  #decide(choice: TransferChoice | null): void {
    this.#decided?.(choice);
    this.#decided = null;
  }
}

function colleagueInWords({ name, languages, free }: Colleague): string {
  const spoken = languages.length > 0 ? ` (${languages.map(languageInWords).join(", ")})` : "";
  return `${name}${spoken} – ${words.t("transfer_free", { count: free })}`;
}
