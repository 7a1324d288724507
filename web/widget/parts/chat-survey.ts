import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { LONGEST_COMMENT, type Question, type Rating } from "../../shared/protocol";
import { i18n } from "../strings";

const SCALES: Record<Question, [from: number, to: number]> = { csat: [1, 5], nps: [0, 10], ces: [1, 7] };

/**
 * The survey after the conversation. The rest is asked once the first question is answered.
 *
 * @fires rate - `detail` is the rating
 */
@customElement("chat-survey")
export class ChatSurvey extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form {
        display: grid;
        gap: var(--space-3);
        max-height: 60vh;
        overflow-y: auto;
        padding: var(--space-3) var(--space-4);
        border-top: 1px solid var(--color-line);
        background: var(--color-raised);
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend,
      .comment {
        padding: 0;
        font-weight: var(--weight-medium);
      }
      .scale {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 2px;
        margin-top: var(--space-2);
      }
      .scale span {
        display: grid;
        place-items: center;
        min-height: var(--target);
        border: 1px solid var(--color-line-strong);
        border-radius: var(--radius-s);
        cursor: pointer;
      }
      :checked + span {
        border-color: transparent;
        background: var(--color-accent);
        color: var(--color-accent-ink);
      }
      :focus-visible + span {
        outline: 2px solid var(--color-focus);
        outline-offset: 1px;
      }
      .ends,
      .row {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--space-2);
      }
      .ends {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      textarea {
        width: 100%;
        margin-top: var(--space-1);
        padding: var(--space-2);
        border: 1px solid var(--color-line-strong);
        border-radius: var(--radius-s);
        background: var(--color-surface);
        font-weight: normal;
        resize: vertical;
      }
      p {
        margin: 0;
        color: var(--color-danger);
      }
    `,
  ];

  @property({ attribute: false }) questions: Question[] = [];
  @property({ type: Boolean }) connected = false;
  @state() private answers: Rating = {};

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    const begun = Object.keys(this.answers).length > 0;
    return html`
      <form @submit=${this.#send}>
        ${(begun ? this.questions : this.questions.slice(0, 1)).map((question) => this.#asked(question))}
        ${
          begun
            ? html`
                <label class="comment">
                  ${i18n.t("survey_comment")}
                  <textarea name="comment" rows="2" maxlength=${LONGEST_COMMENT}></textarea>
                </label>
                ${this.connected ? nothing : html`<p role="status">${i18n.t("survey_offline")}</p>`}
              `
            : nothing
        }
        <div class="row">
          <button type="button" class="button" @click=${() => this.#rate({ skipped: true })}>
            ${i18n.t("survey_skip")}
          </button>
          ${begun ? html`<button class="button primary">${i18n.t("survey_send")}</button>` : nothing}
        </div>
      </form>
    `;
  }

  #asked(question: Question) {
    const [from, to] = SCALES[question];
    const values = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    const ends = [i18n.t(`survey_${question}_low`), i18n.t(`survey_${question}_high`)];
    return html`
      <fieldset>
        <legend>${i18n.t(`survey_${question}`)}</legend>
        <div class="scale">
          ${values.map(
            (value) => html`
              <label>
                <input
                  class="visually-hidden"
                  type="radio"
                  name=${question}
                  aria-label=${[value, value === from ? ends[0] : value === to ? ends[1] : ""].join(" ").trim()}
                  @change=${() => (this.answers = { ...this.answers, [question]: value })}
                />
                <span>${value}</span>
              </label>
            `,
          )}
        </div>
        <div class="ends" aria-hidden="true">
          <span>${ends[0]}</span>
          <span>${ends[1]}</span>
        </div>
      </fieldset>
    `;
  }

  readonly #send = (event: SubmitEvent): void => {
    event.preventDefault();
    const comment = new FormData(event.target as HTMLFormElement).get("comment");
    if (this.connected) this.#rate({ ...this.answers, comment: String(comment ?? "") });
  };

  #rate(detail: Rating): void {
    this.dispatchEvent(new CustomEvent("rate", { detail }));
  }
}
