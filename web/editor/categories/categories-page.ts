import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { words } from "../words";
import type { Categories, Refusal } from "./categories";
import type { Category, Names } from "./categories-api";
import "./category-form";
import { categoryWords } from "./words";

/** The categories in the order readers see them; they can be added, renamed, moved and deleted here. */
@customElement("wl-categories-page")
export class CategoriesPage extends LitElement {
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
      h1 {
        font-size: var(--text-xl);
        line-height: var(--leading-tight);
      }
      .add {
        justify-self: start;
      }
      .said {
        min-height: 1.5rem;
      }
      .problem {
        position: sticky;
        top: calc(3.5rem + var(--space-2));
        z-index: 1;
      }
      ol {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: var(--space-3) 0;
        border-top: 1px solid var(--color-line);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        justify-content: space-between;
      }
      .what {
        flex: 1 1 16rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .name {
        font-weight: var(--weight-medium);
      }
      .marks,
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
      }
      .marks {
        margin-top: var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .acts {
        gap: var(--space-1);
      }
      @media (max-width: 760px) {
        :host {
          padding-inline: var(--space-4);
        }
      }
    `,
  ];

  @property({ attribute: false }) categories!: Categories;

  /** The id of the category being named; empty for a new one. */
  @state() private writing: string | null = null;
  @state() private refusal: Refusal | null = null;
  @state() private said = "";

  constructor() {
    super();
    new LocaleController(this, categoryWords);
    new Follow(this, () => this.categories);
  }

  /** What is being named may be gone by now. */
  protected override willUpdate(): void {
    if (!this.writing || this.categories.all.some(({ id }) => id === this.writing)) return;
    this.writing = null;
    this.refusal = { reason: "edited_meanwhile" };
  }

  override render() {
    const { status, all } = this.categories;
    return html`
      <main>
        <a class="back" href="#/">${icon("back", 16)} ${words.t("all_articles")}</a>
        <h1>${categoryWords.t("categories")}</h1>
        <p class="hint">${categoryWords.t("categories_lead")}</p>
        ${
          this.writing === ""
            ? this.#form(null)
            : html`
                <button
                  class="button add"
                  ?disabled=${status !== "ready" || this.writing !== null}
                  @click=${() => this.#write("")}
                >
                  ${icon("plus", 18)} ${categoryWords.t("category_add")}
                </button>
              `
        }
        <p class="said hint" role="status">${status === "loading" ? staffWords.t("loading") : this.said}</p>
        <div class="problem" role="alert">${this.#problem()}</div>
        ${
          status === "ready" && all.length === 0
            ? html`<p class="hint">${categoryWords.t("categories_empty")}</p>`
            : nothing
        }
        <ol>
          ${repeat(
            all,
            ({ id }) => id,
            (category) => html`
              <li id="category-${category.id}">
                ${this.writing === category.id ? this.#form(category) : this.#row(category)}
              </li>
            `,
          )}
        </ol>
      </main>
    `;
  }

  #problem() {
    if (this.categories.status === "failed")
      return html`
        <p class="alert">
          <span>${categoryWords.t("categories_failed")}</span>
          <button class="button compact" @click=${() => void this.categories.load()}>
            ${staffWords.t("try_again")}
          </button>
        </p>
      `;
    const { refusal } = this;
    if (!refusal) return nothing;
    if (refusal.reason === "category_in_use")
      return html`
        <p class="alert">${categoryWords.t("problem_category_in_use", { count: refusal.articles })}</p>
      `;
    const reason = refusal.reason === "field" ? "failed" : refusal.reason;
    return html`<p class="alert">${categoryWords.t(`problem_${reason}`)}</p>`;
  }

  #row(category: Category) {
    const { id, names, articles, revision } = category;
    const name = nameOf(category);
    return html`
      <div class="row">
        <div class="what">
          ${
            revision > 0
              ? html`
                  <span class="name" lang="pl">${names.pl}</span>
                  <span aria-hidden="true">·</span>
                  <span lang="en">${names.en}</span>
                `
              : html`
                  <span class="name">${name}</span>
                  <span class="badge warning">${categoryWords.t("category_nameless")}</span>
                  <p class="hint">${categoryWords.t("category_nameless_lead")}</p>
                `
          }
          <div class="marks">
            <span class="badge">${categoryWords.t("category_articles", { count: articles })}</span>
            <span>${id}</span>
          </div>
        </div>
        <div class="acts">
          ${revision > 0 ? [this.#mover(category, "up", -1), this.#mover(category, "down", 1)] : nothing}
          <button
            class="button compact change"
            aria-label=${categoryWords.t("category_edit", { name })}
            ?disabled=${this.writing !== null}
            @click=${() => this.#write(id)}
          >
            ${categoryWords.t("category_change")}
          </button>
          ${
            revision > 0
              ? html`
                  <button
                    class="icon-button compact"
                    aria-label=${categoryWords.t("category_delete", { name })}
                    ?disabled=${this.writing !== null}
                    @click=${() => this.#remove(category)}
                  >
                    ${icon("trash", 16)}
                  </button>
                `
              : nothing
          }
        </div>
      </div>
    `;
  }

  #mover(category: Category, way: "up" | "down", by: -1 | 1) {
    const place = this.categories.place(category) + by;
    const outside = place < 0 || place >= this.categories.named.length;
    return html`
      <button
        class="icon-button compact ${way}"
        aria-label=${categoryWords.t(`category_${way}`, { name: nameOf(category) })}
        ?disabled=${outside || this.writing !== null}
        @click=${() => this.#move(category, way, by)}
      >
        ${icon(way, 16)}
      </button>
    `;
  }

  #form(category: Category | null) {
    return html`
      <wl-category-form
        .categories=${this.categories}
        .category=${category}
        @done=${(event: CustomEvent<Names | null>) => this.#written(category, event.detail)}
      ></wl-category-form>
    `;
  }

  #write(id: string): void {
    this.writing = id;
    this.refusal = null;
    this.said = "";
  }

  async #written(category: Category | null, kept: Names | null): Promise<void> {
    this.writing = null;
    if (kept)
      this.said = categoryWords.t(category ? "category_saved" : "category_added", {
        name: kept[categoryWords.language],
      });
    await this.#focus(...(category ? [`#category-${category.id} .change`] : []), ".add");
  }

  async #move(category: Category, way: "up" | "down", by: -1 | 1): Promise<void> {
    if (this.categories.busy) return;
    this.refusal = await this.categories.move(category, by);
    this.said = this.refusal
      ? ""
      : categoryWords.t("category_moved", {
          name: nameOf(category),
          place: this.categories.place(category) + 1,
          count: this.categories.named.length,
        });
    const row = `#category-${category.id}`;
    await this.#focus(`${row} .${way}:enabled`, `${row} .up:enabled`, `${row} .down:enabled`);
  }

  async #remove(category: Category): Promise<void> {
    if (this.categories.busy) return;
    this.refusal = await this.categories.remove(category);
    this.said = this.refusal ? "" : categoryWords.t("category_deleted", { name: nameOf(category) });
    if (!this.refusal) await this.#focus(".add");
  }

  /** Focuses the first of these that is there. */
  async #focus(...wanted: string[]): Promise<void> {
    await this.updateComplete;
    wanted
      .map((one) => this.renderRoot.querySelector<HTMLElement>(one))
      .find((found) => found !== null)
      ?.focus();
  }
}

function nameOf({ id, names }: Category): string {
  return names[categoryWords.language] ?? id.replaceAll("-", " ");
}
