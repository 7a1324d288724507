import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { LANGUAGES, words } from "../words";
import type { GoldenFilters } from "./golden-api";
import type { GoldenList } from "./golden-list";
import "./golden-questions";
import { goldenWords } from "./words";

const SHOWN: readonly GoldenFilters["show"][] = ["all", "failing", "unanswerable"];

/** All golden questions, narrowed by article, language and how they fare. */
@customElement("wl-golden-page")
export class GoldenPage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        width: min(60rem, 100%);
        margin: 0 auto;
        padding: var(--space-4) var(--space-5) var(--space-6);
      }
      main {
        display: grid;
        gap: var(--space-4);
      }
      .back {
        display: inline-flex;
        gap: var(--space-1);
        align-items: center;
        justify-self: start;
        font-size: var(--text-s);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
      }
      h1 {
        font-size: var(--text-xl);
        line-height: var(--leading-tight);
      }
      search {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        gap: var(--space-3);
      }
      @media (max-width: 760px) {
        :host {
          padding-inline: var(--space-4);
        }
      }
    `,
  ];

  @property({ attribute: false }) list!: GoldenList;

  constructor() {
    super();
    new LocaleController(this, goldenWords);
    new Follow(this, () => this.list);
  }

  override render() {
    const { list } = this;
    const { filters, checking, total, questions, status } = list;
    return html`
      <main>
        <a class="back" href="#/">${icon("back", 16)} ${words.t("all_articles")}</a>
        <div class="top">
          <h1>${goldenWords.t("golden")}</h1>
          <button class="button" ?disabled=${checking || total === 0} @click=${() => void list.checkAll()}>
            ${checking ? goldenWords.t("golden_checking", { count: total }) : goldenWords.t("golden_check")}
          </button>
        </div>
        <p class="hint">${goldenWords.t("golden_lead")}</p>
        <search>
          <div class="field">
            <label for="article">${goldenWords.t("golden_article")}</label>
            <input
              id="article"
              class="input"
              type="search"
              .value=${filters.article}
              @change=${this.#article}
            />
          </div>
          <div class="field">
            <label for="language">${goldenWords.t("golden_language")}</label>
            <select id="language" class="input" @change=${this.#language}>
              <option value="">${goldenWords.t("golden_any_language")}</option>
              ${LANGUAGES.map(
                (language) => html`
                  <option value=${language} ?selected=${language === filters.language}>
                    ${words.t(`language_${language}`)}
                  </option>
                `,
              )}
            </select>
          </div>
          <div class="field">
            <label for="show">${goldenWords.t("golden_show")}</label>
            <select id="show" class="input" @change=${this.#show}>
              ${SHOWN.map(
                (show) => html`
                  <option value=${show} ?selected=${show === filters.show}>
                    ${goldenWords.t(`golden_show_${show}`)}
                  </option>
                `,
              )}
            </select>
          </div>
        </search>
        <p class="hint" role="status">
          ${status === "ready" ? goldenWords.t("golden_found", { count: questions.length }) : ""}
        </p>
        <wl-golden-questions .list=${list}></wl-golden-questions>
      </main>
    `;
  }

  readonly #article = (event: Event): void =>
    void this.list.narrow({ article: (event.target as HTMLInputElement).value.trim() });

  readonly #language = (event: Event): void =>
    void this.list.narrow({ language: (event.target as HTMLSelectElement).value as Language | "" });

  readonly #show = (event: Event): void =>
    void this.list.narrow({ show: (event.target as HTMLSelectElement).value as GoldenFilters["show"] });
}
