import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Language } from "../../shared/protocol";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { words } from "../words";

/** The ways customers put the question: added, removed, moved. Says `questions-changed` with the new list. */
@customElement("wl-question-list")
export class QuestionList extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      fieldset {
        display: grid;
        gap: var(--space-2);
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
      }
      ol {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: var(--space-1);
        align-items: center;
      }
      .add {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) questions: readonly string[] = [];
  @property() language: Language = "pl";

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    return html`
      <fieldset>
        <legend>${words.t("questions")}</legend>
        <p class="hint">${words.t("questions_hint")}</p>
        <ol>
          ${this.questions.map((question, index) => html`<li>${this.#row(question, index)}</li>`)}
        </ol>
        <button type="button" class="button compact add" @click=${() => void this.#add()}>
          ${icon("plus", 16)} ${words.t("add_question")}
        </button>
      </fieldset>
    `;
  }

  #row(question: string, index: number) {
    const number = index + 1;
    const last = this.questions.length - 1;
    return html`
      <input
        class="input"
        lang=${this.language}
        autocomplete="off"
        aria-label=${words.t("question_number", { number })}
        .value=${question}
        @input=${(event: Event) => this.#put(index, (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.#pressed(event, index)}
      />
      <button
        type="button"
        class="icon-button compact"
        aria-label=${words.t("move_up", { number })}
        ?disabled=${index === 0}
        @click=${() => void this.#move(index, index - 1)}
      >
        ${icon("up", 16)}
      </button>
      <button
        type="button"
        class="icon-button compact"
        aria-label=${words.t("move_down", { number })}
        ?disabled=${index === last}
        @click=${() => void this.#move(index, index + 1)}
      >
        ${icon("down", 16)}
      </button>
      <button
        type="button"
        class="icon-button compact"
        aria-label=${words.t("remove_question", { number })}
        @click=${() => void this.#remove(index)}
      >
        ${icon("trash", 16)}
      </button>
    `;
  }

  #put(index: number, question: string): void {
    this.#tell(this.questions.map((known, at) => (at === index ? question : known)));
  }

  async #add(at = this.questions.length): Promise<void> {
    this.#tell(this.questions.toSpliced(at, 0, ""));
    await this.#focus(at, "input");
  }

  async #remove(index: number): Promise<void> {
    this.#tell(this.questions.toSpliced(index, 1));
    await this.#focus(Math.min(index, this.questions.length - 1), "input");
  }

  async #move(from: number, to: number): Promise<void> {
    const question = this.questions[from]!;
    this.#tell(this.questions.toSpliced(from, 1).toSpliced(to, 0, question));
    await this.#focus(to, to < from ? "button" : "button:nth-of-type(2)");
  }

  #pressed(event: KeyboardEvent, index: number): void {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    void this.#add(index + 1);
  }

  #tell(questions: string[]): void {
    this.questions = questions;
    this.dispatchEvent(new CustomEvent("questions-changed", { detail: questions }));
  }

  /** Keeps the keyboard with the row it was working on; a button that has become useless gives way to the text. */
  async #focus(index: number, part: string): Promise<void> {
    await this.updateComplete;
    const row = this.renderRoot.querySelectorAll("li")[index];
    const wanted = row?.querySelector<HTMLElement>(`${part}:not(:disabled)`) ?? row?.querySelector("input");
    (wanted ?? this.renderRoot.querySelector<HTMLElement>(".add"))?.focus();
  }
}
