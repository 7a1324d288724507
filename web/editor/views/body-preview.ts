import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { safeHtml } from "../../shared/safe-html";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Edition } from "../state/edition";
import type { EditorApi } from "../state/editor-api";
import { Preview } from "../state/preview";
import { words } from "../words";

/** The article as customers will see it, while it is being written. */
@customElement("wl-body-preview")
export class BodyPreview extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      article {
        overflow-x: auto;
        overflow-wrap: anywhere;
      }
      h1 {
        margin-bottom: var(--space-3);
        font-size: var(--text-l);
        line-height: var(--leading-tight);
      }
      .prose h2,
      .prose h3,
      .prose h4 {
        margin: var(--space-4) 0 var(--space-2);
        font-size: var(--text-m);
      }
      .prose p,
      .prose ul,
      .prose ol,
      .prose table,
      .prose blockquote,
      .prose pre {
        margin: 0 0 var(--space-3);
      }
      .prose img {
        max-width: 100%;
        height: auto;
      }
      .prose blockquote {
        padding-left: var(--space-3);
        border-left: 3px solid var(--color-line-strong);
      }
      .prose table {
        border-collapse: collapse;
        font-size: var(--text-s);
      }
      .prose th,
      .prose td {
        padding: var(--space-1) var(--space-2);
        border: 1px solid var(--color-line);
        text-align: start;
      }
    `,
  ];

  @property({ attribute: false }) api!: EditorApi;
  @property({ attribute: false }) edition!: Edition;

  #preview: Preview | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.edition);
    new Follow(this, () => this.#preview);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("edition")) this.#preview = new Preview(this.api, this.edition.language);
    this.#preview?.show(this.edition.content.body);
  }

  override render() {
    const { content, language } = this.edition;
    const { html: rendered, failed } = this.#preview!;
    return html`
      ${failed ? html`<p class="field-error" role="alert">${words.t("preview_failed")}</p>` : nothing}
      <article lang=${language}>
        <h1>${content.title}</h1>
        <div class="prose">${safeHtml(rendered)}</div>
      </article>
    `;
  }
}
