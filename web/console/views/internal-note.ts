import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Note } from "../../shared/staff-protocol";
import { clockTime } from "../../shared/time";
import { piecesOf } from "../state/mention";
import { words } from "../words";

/** A note between the messages: it must never be taken for one. */
@customElement("wl-internal-note")
export class InternalNote extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
      }
      article {
        display: grid;
        gap: var(--space-1);
        justify-self: center;
        width: min(92%, 38rem);
        min-width: 0;
        padding: var(--space-2) var(--space-3);
        border: 1px dashed var(--color-warning);
        border-radius: var(--radius-m);
        background: var(--color-warning-soft);
        color: var(--color-ink);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
        color: var(--color-warning);
        font-size: var(--text-xs);
      }
      .author {
        font-weight: var(--weight-bold);
      }
      .text {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      mark {
        background: none;
        color: var(--color-warning);
        font-weight: var(--weight-bold);
      }
    `,
  ];

  @property({ attribute: false }) note!: Note;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const { author, text, mentions, created_at } = this.note;
    const said = piecesOf(text, mentions).map((piece) =>
      piece.mention ? html`<mark>${piece.text}</mark>` : piece.text,
    );
    return html`
      <article>
        <header>
          ${icon("lock", 14)}
          <span>${words.t("internal_note")}</span>
          <span class="author">${author.name}</span>
          <time datetime=${created_at}>${clockTime(created_at, words.language)}</time>
        </header>
        <p class="text">${said}</p>
      </article>
    `;
  }
}
