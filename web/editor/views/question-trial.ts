import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ExplainedHit, Explanation, TrialAnswer } from "../golden/protocol";
import "../golden/why-score";
import { goldenWords } from "../golden/words";
import { addressOf } from "../route";
import { cleaned, problemsOf } from "../state/content";
import type { Edition } from "../state/edition";
import type { TriedDraft } from "../state/editor-api";
import type { Trial } from "../state/trial";
import { LANGUAGES, percent, words } from "../words";

const LOOKS: Record<Explanation["decision"], string> = {
  answer: "success",
  suggest: "warning",
  abstain: "",
};

/** Articles the assistant offers at most. */
const OFFERED = 3;

/** Tries a question on the public articles and on a draft, and shows what the assistant would do, and why. */
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
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: var(--space-4);
      }
      .side {
        display: grid;
        gap: var(--space-2);
        align-content: start;
        min-width: 0;
      }
      h3 {
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
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
  /** The article on the table, whose draft is tried too. */
  @property({ attribute: false }) edition: Edition | null = null;

  @query("input") private question!: HTMLInputElement;
  @query("select") private select!: HTMLSelectElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.trial);
    new Follow(this, () => this.edition);
  }

  override render() {
    const { busy, failed, answer } = this.trial;
    return html`
      <h2>${words.t("trial")}</h2>
      <p class="hint">${this.#lead()}</p>
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

  #lead(): string {
    if (!this.edition) return words.t("trial_lead");
    return goldenWords.t(this.#draft() ? "trial_draft_lead" : "trial_draft_incomplete");
  }

  #answer({ now, after }: TrialAnswer) {
    if (!after) return this.#side(now);
    return html`
      <div class="sides">
        ${this.#side(now, goldenWords.t("now"))} ${this.#side(after, goldenWords.t("after"))}
      </div>
    `;
  }

  #side({ decision, hits, thresholds }: Explanation, heading = "") {
    const { answer, suggest } = thresholds;
    return html`
      <section class="side">
        ${heading ? html`<h3>${heading}</h3>` : nothing}
        <p><span class="badge ${LOOKS[decision]}">${words.t(`decision_${decision}`)}</span></p>
        <p class="hint">
          ${words.t(`decision_${decision}_lead`)}
          ${goldenWords.t("thresholds", { answer: percent(answer), suggest: percent(suggest) })}
        </p>
        <ol>
          ${hits.map((hit) => html`<li>${this.#hit(hit)}</li>`)}
        </ol>
      </section>
    `;
  }

  #hit(hit: ExplainedHit) {
    const { article_id, language, title, passage, score, cross_language, rank, shown } = hit;
    return html`
      <a href=${addressOf(article_id, language)}>${title}</a>
      <span class="passage">${passage}</span>
      <span class="parts">
        <span class="score">${percent(score)}</span>
        <span class="badge">${language.toUpperCase()}</span>
        ${cross_language ? html`<span class="badge info">${words.t("cross_language")}</span>` : nothing}
        ${shown ? nothing : html`<span class="hint">${goldenWords.t("not_shown")}</span>`}
        ${rank > OFFERED ? html`<span class="hint">${goldenWords.t("rank", { rank })}</span>` : nothing}
      </span>
      <wl-why-score .hit=${hit}></wl-why-score>
    `;
  }

  #draft(): TriedDraft | null {
    if (!this.edition || Object.keys(problemsOf(this.edition.content)).length > 0) return null;
    const { articleId: id, language, content } = this.edition;
    return { id, language, content: cleaned(content) };
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    void this.trial.ask(this.question.value, this.select.value as Language, this.#draft());
  };
}
