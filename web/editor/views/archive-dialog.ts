import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleLinks } from "../../shared/editor-protocol";
import { addressOf } from "../route";
import type { Edition } from "../state/edition";
import { words } from "../words";

/** Archives an article; asks first when public articles lead to it. */
@customElement("wl-archive-dialog")
export class ArchiveDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      ul {
        max-height: 12rem;
        margin: 0;
        padding-inline-start: var(--space-5);
        overflow-y: auto;
        font-size: var(--text-s);
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  @state() private linkedFrom: ArticleLinks["linked_from"] = [];

  @query("dialog") private dialog!: HTMLDialogElement;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  async archive(): Promise<void> {
    const links = await this.edition.links().catch(() => null);
    this.linkedFrom = links?.linked_from ?? [];
    if (this.linkedFrom.length > 0) this.dialog.showModal();
    else await this.edition.archive();
  }

  override render() {
    const { language } = this.edition;
    return html`
      <dialog aria-labelledby="heading" aria-describedby="lead">
        <form method="dialog" @submit=${() => void this.edition.archive()}>
          <h2 id="heading">${words.t("archive_linked", { count: this.linkedFrom.length })}</h2>
          <p id="lead" class="hint">${words.t("archive_linked_lead")}</p>
          <ul>
            ${this.linkedFrom.map(
              ({ article_id, title }) => html`
                <li><a href=${addressOf(article_id, language)} target="_blank">${title}</a></li>
              `,
            )}
          </ul>
          <div class="actions">
            <button type="button" class="button" autofocus @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button danger">${words.t("archive_anyway")}</button>
          </div>
        </form>
      </dialog>
    `;
  }
}
