import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { OpenArticle } from "../state/open-article";
import { LANGUAGES, words } from "../words";

/** Who else has the article open, and whether they have saved it meanwhile. */
@customElement("wl-presence-banner")
export class PresenceBanner extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      .alert {
        align-items: center;
        margin-bottom: var(--space-3);
        padding-block: var(--space-2);
      }
      span {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) article!: OpenArticle;
  /** The name of whoever looks at this page. */
  @property() editor = "";

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.article);
    new Follow(this, () => this.article.presence);
  }

  override render() {
    return html`<div role="status">
      ${this.#others()}${LANGUAGES.map((language) => this.#newer(language))}
    </div>`;
  }

  #others() {
    const names = this.article.presence.others.filter((name) => name !== this.editor);
    const elsewhere = this.article.presence.others.length > names.length;
    if (names.length === 0 && !elsewhere) return nothing;
    const list = new Intl.ListFormat(words.language).format(names);
    return html`
      <p class="alert info">
        ${icon("person", 18)}
        <span
          >${names.length > 0 ? words.t("also_open", { names: list, count: names.length }) : words.t("also_you")}</span
        >
      </p>
    `;
  }

  #newer(language: Language) {
    const by = this.article.newerBy(language);
    if (!by) return nothing;
    const edition = this.article.editions[language];
    return html`
      <p class="alert info">
        <span>${words.t("newer_draft", { by, language: words.t(`language_${language}`) })}</span>
        <button class="button compact" @click=${() => void edition.refresh()}>
          ${words.t(edition.edited ? "compare_drafts" : "show_newer")}
        </button>
      </p>
    `;
  }
}
