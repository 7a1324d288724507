import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Archive } from "../state/archive";
import { words } from "../words";
import "./conversation-item";

/** A list that is fetched when it is opened, each time anew. */
@customElement("wl-archive-section")
export class ArchiveSection extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      summary {
        padding: var(--space-2);
        border-radius: var(--radius-s);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
        cursor: pointer;
      }
      summary:hover {
        background: var(--color-sunken);
      }
      .hint {
        padding: var(--space-2);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: var(--space-2) 0 0;
        padding: 0;
        list-style: none;
      }
    `,
  ];

  @property() heading = "";
  @property({ attribute: false }) archive!: Archive;
  @property({ attribute: false }) selected: string | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.archive);
  }

  override render() {
    return html`
      <details @toggle=${this.#toggled}>
        <summary>${this.heading}</summary>
        ${this.#content()}
      </details>
    `;
  }

  #content() {
    const { status, conversations } = this.archive;
    if (status === "failed") return html`<p class="hint" role="alert">${words.t("list_failed")}</p>`;
    if (status === "ready" && conversations.length === 0)
      return html`<p class="hint">${words.t("list_empty")}</p>`;
    if (status !== "ready" && conversations.length === 0)
      return html`<p class="hint">${staffWords.t("loading")}</p>`;
    return html`
      <ul>
        ${repeat(
          conversations,
          ({ id }) => id,
          (conversation) => html`
            <li>
              <wl-conversation-item
                .conversation=${conversation}
                .selected=${conversation.id === this.selected}
              ></wl-conversation-item>
            </li>
          `,
        )}
      </ul>
    `;
  }

  readonly #toggled = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) void this.archive.load();
  };
}
