import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { slugFrom } from "../state/content";
import { LANGUAGES, fieldProblemInWords } from "../words";
import type { Categories, CategoryField, Refusal } from "./categories";
import type { Category } from "./categories-api";
import { categoryWords } from "./words";

/** Names a category, new or known. Says `done` with the name that was kept, or with null when given up. */
@customElement("wl-category-form")
export class CategoryForm extends LitElement {
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
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: var(--space-3);
        align-items: start;
      }
    `,
  ];

  @property({ attribute: false }) categories!: Categories;
  /** Null for a new one. */
  @property({ attribute: false }) category: Category | null = null;

  @state() private values: Record<CategoryField, string> = { pl: "", en: "", id: "" };
  @state() private refusal: Refusal | null = null;
  @state() private busy = false;

  /** The category as the editor has seen it: when the form opened, or with the last refusal. */
  #seen: Category | null = null;
  /** Whether the id still follows the English name. */
  #idFollows = true;

  constructor() {
    super();
    new LocaleController(this, categoryWords);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.hasUpdated || !changed.has("category") || !this.category) return;
    const { id, names } = this.category;
    this.#seen = this.category;
    this.values = { id, pl: names.pl ?? "", en: names.en ?? "" };
  }

  protected override firstUpdated(): void {
    this.#focus("pl");
  }

  override render() {
    return html`
      <form novalidate @submit=${this.#submitted} @keydown=${this.#pressed}>
        <div class="pair">
          ${LANGUAGES.map((language) => this.#field(language, categoryWords.t(`category_name_${language}`)))}
        </div>
        ${
          this.category
            ? nothing
            : this.#field("id", categoryWords.t("category_id"), categoryWords.t("category_id_hint"))
        }
        <div role="alert">${this.#failure()}</div>
        <div class="actions">
          <button type="button" class="button compact" @click=${() => this.#done(null)}>
            ${staffWords.t("cancel")}
          </button>
          <button class="button compact primary" aria-disabled=${this.busy}>
            ${categoryWords.t(this.category ? "category_save" : "category_create")}
          </button>
        </div>
      </form>
    `;
  }

  #field(name: CategoryField, label: string, hint = "") {
    const problem = this.#problemOf(name);
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        <input
          id=${name}
          class="input"
          autocomplete="off"
          spellcheck=${name !== "id"}
          lang=${name === "id" ? nothing : name}
          aria-invalid=${problem !== null}
          aria-describedby="${name}-help"
          .value=${this.values[name]}
          @input=${(event: Event) => this.#typed(name, (event.target as HTMLInputElement).value)}
        />
        <span id="${name}-help" class=${problem ? "field-error" : "hint"}>${problem ?? hint}</span>
      </div>
    `;
  }

  #problemOf(name: CategoryField): string | null {
    const { refusal } = this;
    if (refusal?.reason === "taken" && name === "id") return categoryWords.t("problem_taken");
    return refusal?.reason === "field" && refusal.field === name
      ? fieldProblemInWords(refusal.problem)
      : null;
  }

  #failure() {
    const { refusal } = this;
    if (!refusal || refusal.reason === "field" || refusal.reason === "taken") return nothing;
    return html`<p class="alert">${this.#failureInWords(refusal)}</p>`;
  }

  #failureInWords(refusal: Refusal): string {
    if (refusal.reason !== "edited_meanwhile")
      return categoryWords.t(refusal.reason === "offline" ? "problem_offline" : "problem_failed");
    const { pl, en } = this.#seen?.names ?? {};
    return pl && en
      ? categoryWords.t("problem_renamed_meanwhile", { pl, en })
      : categoryWords.t("problem_edited_meanwhile");
  }

  #typed(name: CategoryField, value: string): void {
    this.values = { ...this.values, [name]: value };
    if (name === "id") this.#idFollows = value === "";
    if (name === "en" && this.#idFollows && !this.category)
      this.values = { ...this.values, id: slugFrom(value) };
    if (this.refusal?.reason === "field" || this.refusal?.reason === "taken") this.refusal = null;
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.#done(null);
  };

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const { id, pl, en } = this.values;
    this.busy = true;
    this.refusal = this.#seen
      ? await this.categories.rename(this.#seen, { pl, en })
      : await this.categories.add(id, { pl, en });
    this.busy = false;
    if (!this.refusal) return this.#done(this.values.pl.trim(), this.values.en.trim());
    if (this.refusal.reason === "edited_meanwhile")
      this.#seen = this.categories.all.find((one) => one.id === id) ?? this.#seen;
    this.#focus(
      this.refusal.reason === "field" ? this.refusal.field : this.refusal.reason === "taken" ? "id" : "pl",
    );
  };

  #done(pl: string | null, en = ""): void {
    this.dispatchEvent(new CustomEvent("done", { detail: pl === null ? null : { pl, en } }));
  }

  #focus(field: CategoryField): void {
    this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus();
  }
}
