import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Judgement, StaffMessage } from "../../shared/staff-protocol";
import { JUDGEMENTS, judgedAs } from "../state/mood-trend";
import { words } from "../words";

export interface Judged {
  seq: number;
  judgement: Judgement;
}

/** Where an agent says what mood a customer's message really shows. Says `judge-mood` with what was chosen. */
@customElement("wl-mood-select")
export class MoodSelect extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-flex;
      }
      select {
        min-height: 1.5rem;
        padding: 0 var(--space-1);
        border: 1px solid transparent;
        border-radius: var(--radius-s);
        background: none;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        cursor: pointer;
        field-sizing: content;
      }
      select:hover,
      select:focus-visible {
        border-color: var(--color-line-strong);
      }
      option {
        background: var(--color-surface);
        color: var(--color-ink);
      }
    `,
  ];

  @property({ attribute: false }) message!: StaffMessage;

  @query("select") private select!: HTMLSelectElement;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  /** Puts the keyboard here, with the choices open where the browser allows it. */
  override focus(): void {
    this.select.focus();
    try {
      this.select.showPicker?.();
    } catch {
      // Opened by a key, which not every browser takes for the agent's own act; the arrows work all the same.
    }
  }

  override render() {
    return html`
      <select aria-label=${words.t("judge")} @change=${this.#chosen}>
        <option value="" disabled hidden>${words.t("judge_short")}</option>
        ${JUDGEMENTS.map(({ name }) => html` <option value=${name}>${words.t(`judged_${name}`)}</option> `)}
      </select>
    `;
  }

  protected override updated(): void {
    this.#showStored();
  }

  /** What is chosen is shown once the desk has stored it. */
  #showStored(): void {
    this.select.value = judgedAs(this.message) ?? "";
  }

  readonly #chosen = (): void => {
    const found = JUDGEMENTS.find(({ name }) => name === this.select.value);
    if (!found) return;
    this.#showStored();
    const { frustration, label } = found;
    const detail: Judged = { seq: this.message.seq, judgement: { frustration, label } };
    this.dispatchEvent(new CustomEvent("judge-mood", { detail, bubbles: true, composed: true }));
  };
}
