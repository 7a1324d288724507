import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Mention } from "../../shared/staff-protocol";
import { clockTime } from "../../shared/time";
import type { Mentions } from "../state/mentions";
import { words } from "../words";
import { sectionStyles } from "./section-styles";

/** Where colleagues have mentioned the agent; nothing while nobody has. */
@customElement("wl-mention-section")
export class MentionSection extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    sectionStyles,
    css`
      :host {
        display: block;
      }
      section {
        margin-top: var(--space-5);
      }
      a {
        display: grid;
        gap: 2px;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--color-warning);
        border-radius: var(--radius-m);
        background: var(--color-warning-soft);
        color: var(--color-ink);
        font-size: var(--text-s);
        text-decoration: none;
      }
      a:hover .who {
        text-decoration: underline;
      }
      .who {
        color: var(--color-warning);
        font-weight: var(--weight-bold);
      }
      .text {
        display: -webkit-box;
        overflow: hidden;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
    `,
  ];

  @property({ attribute: false }) mentions!: Mentions;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.mentions);
  }

  override render() {
    const { waiting } = this.mentions;
    if (waiting.length === 0) return nothing;
    return html`
      <section aria-labelledby="mentions">
        <h2 id="mentions">
          ${words.t("mentions")}
          <span class="badge warning">${waiting.length}</span>
        </h2>
        <ul>
          ${repeat(
            waiting,
            ({ note_id }) => note_id,
            (mention) => html`<li>${this.#link(mention)}</li>`,
          )}
        </ul>
      </section>
    `;
  }

  #link({ conversation_id, by, customer, text, at }: Mention) {
    return html`
      <a href="#/${encodeURIComponent(conversation_id)}">
        <span class="who">
          ${words.t("mentioned_by", { name: by })}
          <time datetime=${at}>${clockTime(at, words.language)}</time>
        </span>
        <span>${customer || words.t("customer_unknown")}</span>
        <span class="text">${text}</span>
      </a>
    `;
  }
}
