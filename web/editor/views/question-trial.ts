import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { pageStyles } from "../../shared/staff/page-styles";
import type { SearchAnswer, SearchHit } from "../../shared/staff-protocol";
import { addressOf } from "../route";
import type { Trial } from "../state/trial";
import { LANGUAGES, percent, words } from "../words";

const LOOKS: Record<SearchAnswer["decision"], string> = {
  answer: "success",
  suggest: "warning",
  abstain: "",
};

/** Tries a question on the public articles and shows what the assistant would do with it, and why. */
@customElement("wl-question-trial")
export class QuestionTrial extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        align-content: start;
      }
      h2 {
        font-size: var(--text-m);
        font-weight: var(--weight-bold);
      }
      form {
        display: grid;
        gap: var(--space-3);
      }
      .row {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      select.input {
        width: auto;
      }
      ol {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-1);
        padding-top: var(--space-3);
        border-top: 1px solid var(--color-line);
        font-size: var(--text-s);
      }
      .score {
        font-weight: var(--weight-bold);
      }
      .passage {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 4;
        color: var(--color-ink-soft);
        overflow-wrap: anywhere;
      }
      .parts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
    `,
  ];

  @property({ attribute: false }) trial!: Trial;
  @property() language: Language = "pl";

  @query("input") private question!: HTMLInputElement;
  @query("select") private select!: HTMLSelectElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.trial);
  }

  override render() {
    const { busy, failed, answer } = this.trial;
    return html`
      <h2>${words.t("trial")}</h2>
      <p class="hint">${words.t("trial_lead")}</p>
      <form @submit=${this.#submitted}>
        <div class="field">
          <label for="question">${words.t("question")}</label>
          <input id="question" class="input" maxlength="500" autocomplete="off" />
        </div>
        <div class="row">
          <select class="input" aria-label=${words.t("question_language")}>
            ${LANGUAGES.map(
              (language) => html`
                <option value=${language} ?selected=${language === this.language}>
                  ${words.t(`language_${language}`)}
                </option>
              `,
            )}
          </select>
          <button class="button primary" aria-disabled=${busy}>${words.t("try_it")}</button>
        </div>
      </form>
      <div aria-live="polite" aria-busy=${busy}>
        ${
          failed
            ? html`<p class="field-error">${words.t("trial_failed")}</p>`
            : answer
              ? this.#answer(answer)
              : nothing
        }
      </div>
    `;
  }

  #answer({ decision, hits, took_ms }: SearchAnswer) {
    return html`
      <p class="row">
        <span class="badge ${LOOKS[decision]}">${words.t(`decision_${decision}`)}</span>
        <span class="hint">${words.t("took", { ms: Math.round(took_ms) })}</span>
      </p>
      <p class="hint">${words.t(`decision_${decision}_lead`)}</p>
      <ol>
        ${hits.map((hit) => html`<li>${this.#hit(hit)}</li>`)}
      </ol>
    `;
  }

  #hit({ article_id, language, title, passage, score, parts, cross_language }: SearchHit) {
    const { dense, lexical } = parts;
    return html`
      <a href=${addressOf(article_id, language)}>${title}</a>
      <span class="passage">${passage}</span>
      <span class="parts">
        <span class="score">${percent(score)}</span>
        <span class="badge">${language.toUpperCase()}</span>
        ${cross_language ? html`<span class="badge info">${words.t("cross_language")}</span>` : nothing}
        <span class="hint">
          ${words.t("parts", {
            dense: dense === null ? "–" : percent(dense),
            lexical: lexical === null ? "–" : percent(lexical),
          })}
        </span>
      </span>
    `;
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    void this.trial.ask(this.question.value, this.select.value as Language);
  };
}
