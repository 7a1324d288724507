import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { addressOf } from "../route";
import type { EditorDesk } from "../state/desk";
import type { OpenArticle } from "../state/open-article";
import { LANGUAGES, moment, words } from "../words";
import "./edition-form";
import "./presence-banner";
import "./side-panel";
import "./status-badge";

/** One article: a language at a time with its preview, or both side by side. */
@customElement("wl-article-page")
export class ArticlePage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        width: min(100rem, 100%);
        margin: 0 auto;
        padding: var(--space-4) var(--space-5) var(--space-6);
      }
      .back {
        display: inline-flex;
        gap: var(--space-1);
        align-items: center;
        font-size: var(--text-s);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-4);
        align-items: center;
        margin: var(--space-2) 0 var(--space-4);
      }
      h1 {
        font-size: var(--text-xl);
        line-height: var(--leading-tight);
        overflow-wrap: anywhere;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        margin-left: auto;
        padding: 3px;
        border: 1px solid var(--color-line);
        border-radius: var(--radius-full);
        background: var(--color-sunken);
      }
      nav > * {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 2.25rem;
        padding: 0 var(--space-3);
        border-radius: var(--radius-full);
        color: var(--color-ink);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
        text-decoration: none;
      }
      nav > [aria-current],
      nav > [aria-pressed="true"] {
        background: var(--color-raised);
        box-shadow: var(--shadow-s);
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: var(--space-5);
        align-items: start;
      }
      .columns.both {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      @media (max-width: 1000px) {
        :host {
          padding-inline: var(--space-4);
        }
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media (max-width: 760px) {
        .columns.both {
          grid-template-columns: minmax(0, 1fr);
        }
        .columns.both > :not(:first-child) {
          display: none;
        }
        nav button {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) desk!: EditorDesk;
  @property({ attribute: false }) article!: OpenArticle;
  @property() language: Language = "pl";

  @state() private both = false;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.article);
    new Follow(this, () => this.desk.golden);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("language")) this.both = false;
  }

  override render() {
    const { id, category, status } = this.article;
    return html`
      <main>
        <a class="back" href="#/">${icon("back", 16)} ${words.t("all_articles")}</a>
        <div class="top">
          <h1>${id}</h1>
          ${category ? html`<span class="badge">${category}</span>` : nothing}
          ${status === "ready" ? this.#languages() : nothing}
        </div>
        <wl-presence-banner .article=${this.article} editor=${this.desk.editor}></wl-presence-banner>
        ${status === "ready" ? this.#editions() : this.#notReady(status)}
      </main>
    `;
  }

  #languages() {
    return html`
      <nav aria-label=${staffWords.t("language")}>
        ${LANGUAGES.map((language) => {
          const edition = this.article.editions[language];
          const current = !this.both && language === this.language;
          return html`
            <a
              href=${addressOf(this.article.id, language)}
              aria-current=${current ? "page" : nothing}
              @click=${() => (this.both = false)}
            >
              ${words.t(`language_${language}`)}
              <wl-status-badge status=${edition.stored?.status ?? "missing"}></wl-status-badge>
              ${
                edition.edited
                  ? html`<span title=${words.t("unsaved")} aria-label=${words.t("unsaved")} role="img"
                      >•</span
                    >`
                  : nothing
              }
            </a>
          `;
        })}
        <button aria-pressed=${this.both} @click=${() => (this.both = !this.both)}>
          ${words.t("side_by_side")}
        </button>
      </nav>
    `;
  }

  #editions() {
    const form = (language: Language) => html`
      <div class="stack">
        ${this.article.isBehind(language) ? this.#behind(language) : nothing}
        <wl-edition-form
          .api=${this.desk.api}
          .edition=${this.article.editions[language]}
          .headed=${this.both}
          .checks=${this.desk.golden.total}
        ></wl-edition-form>
      </div>
    `;
    if (this.both) return html`<div class="columns both">${LANGUAGES.map(form)}</div>`;
    return html`
      <div class="columns">
        ${form(this.language)}
        <wl-side-panel .desk=${this.desk} .edition=${this.article.editions[this.language]}></wl-side-panel>
      </div>
    `;
  }

  #behind(language: Language) {
    const other = LANGUAGES.find((one) => one !== language)!;
    const at = this.article.editions[other].stored!.published_at!;
    return html`
      <p class="alert info">
        ${words.t("other_is_newer", { language: words.t(`language_${other}`), at: moment(at) })}
      </p>
    `;
  }

  #notReady(status: "loading" | "missing" | "failed") {
    if (status === "loading") return html`<p class="hint" role="status">${staffWords.t("loading")}</p>`;
    return html`
      <p class="alert" role="alert">
        <span>${words.t(`article_${status}`)}</span>
        ${
          status === "failed"
            ? html`<button class="button compact" @click=${() => void this.article.load()}>
                ${staffWords.t("try_again")}
              </button>`
            : nothing
        }
      </p>
    `;
  }
}
