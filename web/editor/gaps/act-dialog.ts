import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleListing } from "../../shared/editor-protocol";
import { addressOf } from "../route";
import type { EditorApi } from "../state/editor-api";
import { ActForm, refusal, type ActField } from "./act-form";
import type { Gaps } from "./gaps";
import type { Act, Target } from "./protocol";
import { gapWords, type GapKey } from "./words";

const REASONS = ["why_off_topic", "why_not_offered", "why_person"] as const;

/** Asks for what an act needs, and acts. Says what came of it in the event `wl-acted`. */
@customElement("wl-act-dialog")
export class ActDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      fieldset {
        display: grid;
        gap: var(--space-2);
        min-width: 0;
        margin: 0;
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-s);
      }
      legend {
        padding: 0 var(--space-1);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
      }
      .tick {
        display: flex;
        gap: var(--space-2);
        align-items: flex-start;
        font-weight: var(--weight-normal);
        overflow-wrap: anywhere;
      }
      .tick input {
        flex: none;
        width: 1.15rem;
        height: 1.15rem;
        accent-color: var(--color-accent);
      }
      .pair {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
        gap: var(--space-3);
        align-items: start;
      }
      textarea {
        min-height: 5rem;
        resize: vertical;
      }
      .about {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) gaps!: Gaps;
  @property({ attribute: false }) articles!: Pick<EditorApi, "list">;

  @state() private form: ActForm | null = null;
  @state() private known: readonly ArticleListing[] = [];
  @state() private problems: Partial<Record<ActField, GapKey>> = {};
  @state() private failure = "";
  @state() private busy = false;

  @query("dialog") private dialog!: HTMLDialogElement;

  constructor() {
    super();
    new LocaleController(this, gapWords);
  }

  async show(target: Target, action: Act["action"]): Promise<void> {
    this.form = new ActForm(target, action);
    this.problems = {};
    this.failure = "";
    await this.updateComplete;
    this.dialog.showModal();
    if (action === "dismiss") return;
    this.known = await this.articles
      .list({ query: "", status: "", category: "", review: "" })
      .catch(() => []);
  }

  override render() {
    const { form } = this;
    return html`
      <dialog aria-labelledby="heading" @close=${() => (this.form = null)}>
        ${
          form
            ? html`
                <form novalidate @submit=${this.#submitted}>
                  <h2 id="heading">${gapWords.t(form.action)}</h2>
                  <p class="about"><strong lang=${form.target.language}>${form.target.name}</strong></p>
                  <p class="hint">${gapWords.t(`${form.action}_lead`)}</p>
                  ${this.#fields(form)} ${form.action === "dismiss" ? nothing : this.#examples(form)}
                  <div role="alert">
                    ${this.failure ? html`<p class="alert">${this.failure}</p>` : nothing}
                  </div>
                  <div class="actions">
                    <button type="button" class="button" @click=${() => this.dialog.close()}>
                      ${gapWords.t("cancel")}
                    </button>
                    <button class="button primary" aria-disabled=${this.busy}>
                      ${gapWords.t(form.action)}
                    </button>
                  </div>
                </form>
              `
            : nothing
        }
      </dialog>
    `;
  }

  #fields(form: ActForm) {
    switch (form.action) {
      case "dismiss":
        return html`
          ${this.#input(form, "reason", gapWords.t("why"), { hint: gapWords.t("why_hint"), list: "reasons" })}
          <datalist id="reasons">
            ${REASONS.map((reason) => html`<option value=${gapWords.t(reason)}></option>`)}
          </datalist>
        `;
      case "add":
        return this.#choice(form);
      case "start":
        return html`
          ${form.languages.map((language) => {
            const named = { language: gapWords.t(`language_${language}`) };
            return html`
              ${this.#input(form, `title_${language}`, gapWords.t("title_in", named))}
              ${this.#input(form, `body_${language}`, gapWords.t("body_in", named), { long: true })}
            `;
          })}
          <div class="pair">
            ${this.#input(form, "article_id", gapWords.t("id"), { hint: gapWords.t("id_hint") })}
            ${this.#input(form, "category", gapWords.t("category"), { list: "categories" })}
          </div>
          <datalist id="categories">
            ${[...new Set(this.known.map(({ category }) => category))].map((name) => html`<option value=${name}></option>`)}
          </datalist>
        `;
    }
  }

  #input(
    form: ActForm,
    field: ActField,
    label: string,
    more: { hint?: string; list?: string; long?: boolean } = {},
  ) {
    const problem = this.problems[field];
    const typed = (event: Event): void => {
      form.fill(field, (event.target as HTMLInputElement).value);
      this.problems = { ...this.problems, [field]: undefined };
    };
    return html`
      <div class="field">
        <label for=${field}>${label}</label>
        ${
          more.long
            ? html`<textarea
                id=${field}
                class="input"
                aria-invalid=${problem !== undefined}
                aria-describedby="${field}-help"
                .value=${form.values[field] ?? ""}
                @input=${typed}
              ></textarea>`
            : html`<input
                id=${field}
                class="input"
                autocomplete="off"
                maxlength="200"
                list=${more.list ?? nothing}
                aria-invalid=${problem !== undefined}
                aria-describedby="${field}-help"
                .value=${form.values[field] ?? ""}
                @input=${typed}
              />`
        }
        <span id="${field}-help" class=${problem ? "field-error" : "hint"}>
          ${problem ? gapWords.t(problem) : more.hint}
        </span>
      </div>
    `;
  }

  #choice(form: ActForm) {
    const problem = this.problems.article_id;
    return html`
      <div class="field">
        <label for="article_id">${gapWords.t("which_article")}</label>
        <select
          id="article_id"
          class="input"
          aria-invalid=${problem !== undefined}
          aria-describedby="article_id-help"
          @change=${(event: Event) => form.fill("article_id", (event.target as HTMLSelectElement).value)}
        >
          <option value=""></option>
          ${this.known.map(
            (article) => html`
              <option value=${article.id} ?selected=${article.id === form.values.article_id}>
                ${(article.languages[gapWords.language] ?? Object.values(article.languages)[0])?.title ?? article.id}
              </option>
            `,
          )}
        </select>
        <span id="article_id-help" class="field-error">${problem ? gapWords.t(problem) : nothing}</span>
      </div>
    `;
  }

  #examples(form: ActForm) {
    return html`
      <fieldset>
        <legend>${gapWords.t("which_questions")}</legend>
        ${form.target.examples.map(
          ({ id, text, language }) => html`
            <label class="tick">
              <input
                type="checkbox"
                .checked=${form.ticked.has(id)}
                @change=${(event: Event) => form.tick(id, (event.target as HTMLInputElement).checked)}
              />
              <span lang=${language}>${text}</span>
            </label>
          `,
        )}
      </fieldset>
      <div>
        <label class="tick">
          <input
            type="checkbox"
            aria-describedby="golden-help"
            .checked=${form.golden}
            @change=${(event: Event) => (form.golden = (event.target as HTMLInputElement).checked)}
          />
          ${gapWords.t("make_golden")}
        </label>
        <p id="golden-help" class="hint">${gapWords.t("make_golden_hint")}</p>
      </div>
    `;
  }

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { form } = this;
    if (!form || this.busy) return;
    this.failure = "";
    this.problems = form.problems();
    if (this.#focusFirstProblem()) return;
    this.busy = true;
    try {
      await this.gaps.act(form.target, form.act());
      const id = form.values.article_id ?? "";
      const language = form.languages[0] ?? form.target.language;
      this.dialog.close();
      if (form.action === "start") location.hash = addressOf(id, language);
      else this.#say(gapWords.t(`done_${form.action}`), form.action === "add" ? addressOf(id, language) : "");
    } catch (error) {
      const { key, by, closes } = refusal(error);
      const words = gapWords.t(key, { by });
      if (closes) {
        this.dialog.close();
        this.#say(words);
      } else if (key === "id_taken") {
        this.problems = { article_id: key };
        this.#focusFirstProblem();
      } else this.failure = words;
    }
    this.busy = false;
  };

  #say(words: string, address = ""): void {
    this.dispatchEvent(new CustomEvent("wl-acted", { detail: { words, address } }));
  }

  #focusFirstProblem(): boolean {
    const first = Object.entries(this.problems).find(([, problem]) => problem)?.[0];
    if (first) this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
    return first !== undefined;
  }
}
