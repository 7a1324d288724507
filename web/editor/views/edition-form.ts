import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ContentField } from "../state/content";
import "../golden/gate-dialog";
import { reportInShort } from "../golden/gate-report";
import { goldenWords } from "../golden/words";
import type { Edition } from "../state/edition";
import type { EditorApi } from "../state/editor-api";
import { editionProblemInWords, fieldProblemInWords, words } from "../words";
import "./body-field";
import "./conflict-panel";
import "./edition-bar";
import "./link-warnings";
import "./question-list";
import "./review-panel";
import "./tag-field";

/** Everything an article says in one language, ready to be changed. */
@customElement("wl-edition-form")
export class EditionForm extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
        padding: var(--space-4);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
      }
      h2 {
        font-size: var(--text-l);
      }
      .dates {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: var(--space-3);
      }
      .aside {
        align-items: center;
      }
      .report {
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-s);
        font-size: var(--text-s);
      }
      .report summary {
        cursor: pointer;
      }
      .report wl-gate-report {
        margin-top: var(--space-3);
      }
      .aside span {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) api!: EditorApi;
  @property({ attribute: false }) edition!: Edition;
  /** Whether the form must say which language it is in. */
  @property({ type: Boolean }) headed = false;
  /** Golden questions that are asked before anything becomes public. */
  @property({ type: Number }) checks = 0;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.edition);
  }

  override render() {
    const { edition } = this;
    const { content, fieldProblems } = edition;
    return html`
      ${this.headed ? html`<h2>${words.t(`language_${edition.language}`)}</h2>` : nothing}
      <wl-edition-bar .edition=${edition} checks=${this.checks}></wl-edition-bar>
      <wl-gate-dialog .edition=${edition}></wl-gate-dialog>
      ${this.#news()} ${this.#line("title", words.t("article_title"))}
      <div>
        <wl-body-field
          .api=${this.api}
          .body=${content.body}
          language=${edition.language}
          .problem=${fieldProblems.body ? fieldProblemInWords(fieldProblems.body) : ""}
          @body-changed=${(event: CustomEvent<string>) => edition.edit({ body: event.detail })}
        ></wl-body-field>
        <wl-link-warnings .edition=${edition}></wl-link-warnings>
      </div>
      <wl-question-list
        .questions=${content.questions}
        .language=${edition.language}
        @questions-changed=${(event: CustomEvent<string[]>) => edition.edit({ questions: event.detail })}
      ></wl-question-list>
      ${this.#help("questions")}
      <wl-tag-field
        .tags=${content.tags}
        @tags-changed=${(event: CustomEvent<string[]>) => edition.edit({ tags: event.detail })}
      ></wl-tag-field>
      ${this.#help("tags")} ${this.#line("owner", words.t("owner"))}
      <div class="dates">${this.#day("valid_from")} ${this.#day("review_by")}</div>
    `;
  }

  #news() {
    const { edition } = this;
    if (edition.conflict) return html`<wl-conflict-panel .edition=${edition}></wl-conflict-panel>`;
    return html`
      ${
        edition.problem
          ? html`<p class="alert" role="alert">
              ${editionProblemInWords(edition.problem)} ${edition.retrying ? words.t("retrying") : nothing}
            </p>`
          : nothing
      }
      <wl-review-panel .edition=${edition}></wl-review-panel>
      ${
        edition.report && edition.report.questions > 0
          ? html`
              <details class="report">
                <summary role="status">${goldenWords.t("report")}: ${reportInShort(edition.report)}</summary>
                <wl-gate-report .report=${edition.report} done></wl-gate-report>
              </details>
            `
          : nothing
      }
      ${
        edition.recalled
          ? html`<div class="alert info aside">
              <span>${words.t("recalled")}</span>
              <button class="button compact" @click=${() => edition.discard()}>${words.t("discard")}</button>
            </div>`
          : nothing
      }
      ${
        edition.aside
          ? html`<div class="alert info aside">
              <span>${words.t("aside")}</span>
              <button class="button compact" @click=${() => edition.bringBack()}>
                ${words.t("bring_back")}
              </button>
              <button class="button compact" @click=${() => edition.dropAside()}>${words.t("drop")}</button>
            </div>`
          : nothing
      }
    `;
  }

  #line(field: "title" | "owner", label: string) {
    const { edition } = this;
    return html`
      <div class="field">
        <label for=${field}>${label}</label>
        <input
          id=${field}
          class="input"
          lang=${field === "title" ? edition.language : nothing}
          autocomplete="off"
          aria-invalid=${this.#invalid(field)}
          aria-describedby="${field}-help"
          .value=${edition.content[field] ?? ""}
          @input=${(event: Event) => edition.edit({ [field]: (event.target as HTMLInputElement).value })}
        />
        ${this.#help(field)}
      </div>
    `;
  }

  #day(field: "valid_from" | "review_by") {
    const { edition } = this;
    return html`
      <div class="field">
        <label for=${field}>${words.t(field)}</label>
        <input
          id=${field}
          class="input"
          type="date"
          aria-invalid=${this.#invalid(field)}
          aria-describedby="${field}-help"
          .value=${edition.content[field] ?? ""}
          @change=${(event: Event) => edition.edit({ [field]: (event.target as HTMLInputElement).value || null })}
        />
        ${this.#help(field, words.t(`${field}_hint`))}
      </div>
    `;
  }

  #invalid(field: ContentField): boolean {
    return this.edition.fieldProblems[field] !== undefined;
  }

  #help(field: ContentField, hint = "") {
    const problem = this.edition.fieldProblems[field];
    if (!problem && !hint) return nothing;
    return html`
      <span id="${field}-help" class=${problem ? "field-error" : "hint"}>
        ${problem ? fieldProblemInWords(problem) : hint}
      </span>
    `;
  }
}
