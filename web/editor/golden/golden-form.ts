import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Language } from "../../shared/protocol";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { LANGUAGES, words } from "../words";
import type { GoldenList, GoldenProblem } from "./golden-list";
import type { GoldenQuestion } from "./protocol";
import { goldenWords } from "./words";

/** Writes a golden question, new or known. Says `done` when it is kept or given up. */
@customElement("wl-golden-form")
export class GoldenForm extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      form {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-3);
        border: 1px solid var(--color-line-strong);
        border-radius: var(--radius-m);
        background: var(--color-raised);
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) list!: GoldenList;
  @property({ attribute: false }) question: GoldenQuestion | null = null;
  /** The article whose questions these are; empty where any article may be named. */
  @property() article = "";
  @property() language: Language = "pl";

  @state() private problem: GoldenProblem | null = null;
  @state() private busy = false;

  @query("#text") private text!: HTMLInputElement;
  @query("#language") private languages!: HTMLSelectElement;
  @query("#article") private articleField!: HTMLInputElement | null;

  constructor() {
    super();
    new LocaleController(this, goldenWords);
  }

  protected override firstUpdated(): void {
    this.text.focus();
  }

  override render() {
    const { question, problem } = this;
    const language = question?.language ?? this.language;
    return html`
      <form novalidate @submit=${this.#submitted} @keydown=${this.#pressed}>
        <div class="field">
          <label for="text">${goldenWords.t("golden_text")}</label>
          <input
            id="text"
            class="input"
            autocomplete="off"
            lang=${language}
            aria-invalid=${problem !== null}
            aria-describedby="problem"
            .value=${question?.text ?? ""}
          />
          <span id="problem" class="field-error" role="alert">
            ${problem ? goldenWords.t(`golden_problem_${problem}`) : nothing}
          </span>
        </div>
        <div class="pair">
          <div class="field">
            <label for="language">${goldenWords.t("golden_language")}</label>
            <select id="language" class="input">
              ${LANGUAGES.map(
                (each) => html`
                  <option value=${each} ?selected=${each === language}>${words.t(`language_${each}`)}</option>
                `,
              )}
            </select>
          </div>
          ${
            this.article
              ? nothing
              : html`
                  <div class="field">
                    <label for="article">${goldenWords.t("golden_article")}</label>
                    <input
                      id="article"
                      class="input"
                      autocomplete="off"
                      spellcheck="false"
                      aria-describedby="article-help"
                      .value=${question?.article_id ?? ""}
                    />
                    <span id="article-help" class="hint">${goldenWords.t("golden_article_hint")}</span>
                  </div>
                `
          }
        </div>
        <div class="actions">
          <button type="button" class="button compact" @click=${this.#done}>${staffWords.t("cancel")}</button>
          <button class="button compact primary" ?disabled=${this.busy}>
            ${question ? goldenWords.t("golden_save") : goldenWords.t("golden_add")}
          </button>
        </div>
      </form>
    `;
  }

  readonly #done = (): void => {
    this.dispatchEvent(new CustomEvent("done"));
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.#done();
  };

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    const article_id = this.article || this.articleField?.value.trim() || null;
    const language = this.languages.value as Language;
    this.problem = await this.list.keep({ language, text: this.text.value, article_id }, this.question);
    this.busy = false;
    if (this.problem) this.text.focus();
    else this.#done();
  };
}
