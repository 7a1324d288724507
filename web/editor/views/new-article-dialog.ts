import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { ApiError } from "../../shared/http";
import { LocaleController } from "../../shared/i18n";
import type { Language } from "../../shared/protocol";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { addressOf } from "../route";
import { EMPTY, cleaned, problemsOf, slugFrom, slugProblem, type FieldProblem } from "../state/content";
import type { EditorDesk } from "../state/desk";
import { LANGUAGES, fieldProblemInWords, words } from "../words";

type Field = "title" | "id" | "category" | "body";

const FIELDS: readonly Field[] = ["title", "id", "category", "body"];

/** Begins an article: its title, its id, its category and its first words. */
@customElement("wl-new-article-dialog")
export class NewArticleDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      .pair {
        display: grid;
        grid-template-columns: 2fr 1fr;
        gap: var(--space-3);
        align-items: start;
      }
      textarea {
        min-height: 6rem;
        resize: vertical;
      }
    `,
  ];

  @property({ attribute: false }) desk!: EditorDesk;

  @state() private values: Record<Field, string> = { title: "", id: "", category: "", body: "" };
  @state() private language: Language = "pl";
  @state() private problems: Partial<Record<Field, FieldProblem>> = {};
  @state() private failure: "offline" | "failed" | null = null;
  @state() private busy = false;

  @query("dialog") private dialog!: HTMLDialogElement;

  /** Whether the id still follows the title. */
  #idFollows = true;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  show(): void {
    this.dialog.showModal();
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading">
        <form novalidate @submit=${this.#submitted}>
          <h2 id="heading">${words.t("new_article")}</h2>
          <div class="pair">
            ${this.#field("title", words.t("article_title"))}
            <div class="field">
              <label for="language">${staffWords.t("language")}</label>
              <select id="language" class="input" @change=${this.#chosen}>
                ${LANGUAGES.map(
                  (language) => html`
                    <option value=${language} ?selected=${language === this.language}>
                      ${words.t(`language_${language}`)}
                    </option>
                  `,
                )}
              </select>
            </div>
          </div>
          ${this.#field("id", words.t("id"), words.t("id_hint"))}
          ${this.#field("category", words.t("category"), words.t("category_hint"))}
          <datalist id="categories">
            ${this.desk.library.categories.map((category) => html`<option value=${category}></option>`)}
          </datalist>
          ${this.#field("body", words.t("body"), words.t("new_body_hint"))}
          <div role="alert">
            ${this.failure ? html`<p class="alert">${words.t(`problem_${this.failure}`)}</p>` : nothing}
          </div>
          <div class="actions">
            <button type="button" class="button" @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button primary" aria-disabled=${this.busy}>${words.t("create")}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  #field(name: Field, label: string, hint = "") {
    const problem = this.problems[name];
    const typed = (event: Event) => this.#typed(name, (event.target as HTMLInputElement).value);
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        ${
          name === "body"
            ? html`<textarea
                id="body"
                class="input"
                aria-invalid=${problem !== undefined}
                aria-describedby="body-help"
                .value=${this.values.body}
                @input=${typed}
              ></textarea>`
            : html`<input
                id=${name}
                class="input"
                autocomplete="off"
                spellcheck=${name === "title"}
                list=${name === "category" ? "categories" : nothing}
                aria-invalid=${problem !== undefined}
                aria-describedby="${name}-help"
                .value=${this.values[name]}
                @input=${typed}
              />`
        }
        <span id="${name}-help" class=${problem ? "field-error" : "hint"}>
          ${problem ? fieldProblemInWords(problem) : hint}
        </span>
      </div>
    `;
  }

  #typed(name: Field, value: string): void {
    this.values = { ...this.values, [name]: value };
    if (name === "id") this.#idFollows = value === "";
    if (name === "title" && this.#idFollows) this.values = { ...this.values, id: slugFrom(value) };
    this.problems = { ...this.problems, [name]: undefined };
  }

  readonly #chosen = (event: Event): void => {
    this.language = (event.target as HTMLSelectElement).value as Language;
  };

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const { id, category, title, body } = this.values;
    const content = cleaned({ ...EMPTY, title, body });
    const { title: titleProblem, body: bodyProblem } = problemsOf(content);
    this.problems = {
      title: titleProblem,
      id: slugProblem(id) ?? undefined,
      category: slugProblem(category) ?? undefined,
      body: bodyProblem,
    };
    if (this.#focusFirstProblem()) return;
    this.busy = true;
    this.failure = null;
    try {
      await this.desk.api.create({ id, category, language: this.language, content });
      this.dialog.close();
      this.values = { title: "", id: "", category: "", body: "" };
      this.#idFollows = true;
      location.hash = addressOf(id, this.language);
    } catch (error) {
      this.#refused(error);
    }
    this.busy = false;
  };

  #refused(error: unknown): void {
    const api = error instanceof ApiError ? error : null;
    if (api?.code === "already_there") this.problems = { ...this.problems, id: "taken" };
    else if (api?.code === "bad_article")
      this.problems = { ...this.problems, [String(api.details["field"])]: String(api.details["problem"]) };
    else this.failure = api?.status === 0 ? "offline" : "failed";
    this.#focusFirstProblem();
  }

  #focusFirstProblem(): boolean {
    const first = FIELDS.find((name) => this.problems[name]);
    if (first) this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
    return first !== undefined;
  }
}
