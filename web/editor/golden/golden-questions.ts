import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { addressOf } from "../route";
import "./golden-form";
import type { GoldenList, GoldenProblem } from "./golden-list";
import type { GoldenQuestion } from "./protocol";
import { goldenWords } from "./words";

/** Golden questions with how they fare; they can be added, changed and deleted here. */
@customElement("wl-golden-questions")
export class GoldenQuestions extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      ul {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: var(--space-1);
        align-items: center;
        padding: var(--space-2) 0;
        border-top: 1px solid var(--color-line);
        font-size: var(--text-s);
      }
      .text {
        overflow-wrap: anywhere;
      }
      .marks {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        margin-top: var(--space-1);
        font-size: var(--text-xs);
      }
      li > wl-golden-form {
        grid-column: 1 / -1;
      }
      .add {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) list!: GoldenList;
  /** The article whose questions these are; empty where they may be any article's. */
  @property() article = "";
  @property() language: Language = "pl";

  /** The question being written; 0 for a new one. */
  @state() private writing: number | null = null;
  @state() private problem: GoldenProblem | null = null;

  constructor() {
    super();
    new LocaleController(this, goldenWords);
    new Follow(this, () => this.list);
  }

  override render() {
    const { status, questions } = this.list;
    return html`
      ${
        this.writing === 0
          ? this.#form(null)
          : html`
              <button class="button compact add" @click=${() => (this.writing = 0)}>
                ${icon("plus", 16)} ${goldenWords.t("golden_add")}
              </button>
            `
      }
      <div role="alert">
        ${
          this.problem
            ? html`<p class="alert">${goldenWords.t(`golden_problem_${this.problem}`)}</p>`
            : status === "failed"
              ? html`<p class="alert">
                  ${goldenWords.t("golden_failed")}
                  <button class="button compact" @click=${() => void this.list.load()}>
                    ${staffWords.t("try_again")}
                  </button>
                </p>`
              : nothing
        }
      </div>
      ${status === "loading" ? html`<p class="hint">${staffWords.t("loading")}</p>` : nothing}
      ${
        status === "ready" && questions.length === 0
          ? html`<p class="hint">${goldenWords.t("golden_empty")}</p>`
          : nothing
      }
      <ul>
        ${repeat(
          questions,
          ({ id }) => id,
          (question) => html`<li>${this.#question(question)}</li>`,
        )}
      </ul>
    `;
  }

  #question(question: GoldenQuestion) {
    const { id, language, text, article_id, passes } = question;
    if (this.writing === id) return this.#form(question);
    const state = passes === null ? "unchecked" : passes ? "passes" : "fails";
    const look = { unchecked: "", passes: "success", fails: "danger" }[state];
    return html`
      <div>
        <div class="text" lang=${language}>${text}</div>
        <div class="marks">
          <span class="badge ${look}">${goldenWords.t(`golden_${state}`)}</span>
          <span class="badge">${language.toUpperCase()}</span>
          ${this.article ? nothing : this.#expected(article_id, language)}
        </div>
      </div>
      <button
        class="button compact"
        aria-label=${goldenWords.t("golden_edit", { text })}
        @click=${() => (this.writing = id)}
      >
        ${goldenWords.t("golden_change")}
      </button>
      <button
        class="icon-button compact"
        aria-label=${goldenWords.t("golden_delete", { text })}
        @click=${async () => (this.problem = await this.list.remove(question))}
      >
        ${icon("trash", 16)}
      </button>
    `;
  }

  #expected(article: string | null, language: Language) {
    if (article === null) return html`<span class="hint">${goldenWords.t("golden_nothing")}</span>`;
    return html`<a href=${addressOf(article, language)}>${article}</a>`;
  }

  #form(question: GoldenQuestion | null) {
    return html`
      <wl-golden-form
        .list=${this.list}
        .question=${question}
        article=${this.article}
        language=${this.language}
        @done=${this.#written}
      ></wl-golden-form>
    `;
  }

  readonly #written = async (): Promise<void> => {
    this.writing = null;
    this.problem = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".add")?.focus();
  };
}
