import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { ArticleReference } from "../../shared/protocol";
import { safeHtml, safeLink } from "../../shared/safe-html";
import { pageStyles } from "../../shared/staff/page-styles";
import type { StaffMessage } from "../../shared/staff-protocol";
import { clockTime } from "../../shared/time";
import { authorInWords, cuesInWords, moodBand, noticeInWords, words } from "../words";
import "./mood-badge";
import "./mood-select";
import type { MoodSelect } from "./mood-select";
import "./order-card";

/** One message of the story: its author, its moment, and what was said or shown. */
@customElement("wl-transcript-message")
export class TranscriptMessage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
      }
      .notice {
        justify-self: center;
        max-width: 85%;
        padding: var(--space-1) var(--space-3);
        border-radius: var(--radius-m);
        background: var(--color-sunken);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        text-align: center;
      }
      article {
        display: grid;
        gap: 2px;
        justify-self: end;
        justify-items: end;
        max-width: min(85%, 38rem);
        min-width: 0;
      }
      article.customer {
        justify-self: start;
        justify-items: start;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .author {
        color: var(--color-ink);
        font-weight: var(--weight-bold);
      }
      .agent .author {
        color: var(--color-person);
      }
      .assistant .author {
        color: var(--color-accent);
      }
      .words {
        max-width: 100%;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        overflow-wrap: anywhere;
      }
      .plain {
        white-space: pre-wrap;
      }
      .customer .words {
        background: var(--color-raised);
        border-bottom-left-radius: var(--radius-s);
      }
      .assistant .words {
        border-color: transparent;
        background: var(--color-accent-soft);
        color: var(--color-accent-soft-ink);
        border-bottom-right-radius: var(--radius-s);
      }
      .agent .words {
        border-color: transparent;
        background: var(--color-person-soft);
        color: var(--color-person-soft-ink);
        border-bottom-right-radius: var(--radius-s);
      }
      .words a {
        color: inherit;
      }
      details + a,
      .articles a {
        display: inline-block;
        padding-block: var(--space-1);
      }
      .prose img {
        max-width: 100%;
        height: auto;
      }
      .prose > :first-child {
        margin-top: 0;
      }
      .prose > :last-child {
        margin-bottom: 0;
      }
      summary {
        cursor: pointer;
        font-weight: var(--weight-medium);
      }
      .prose {
        margin-top: var(--space-2);
        overflow-x: auto;
      }
      ul.articles {
        margin: var(--space-1) 0 0;
        padding-left: 1.1rem;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        justify-content: inherit;
      }
      .choice {
        border: 1px solid var(--color-line);
        background: none;
        color: var(--color-ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) message!: StaffMessage;
  /** Whether the agent may say what mood it really shows. */
  @property({ type: Boolean }) judgeable = false;

  @query("wl-mood-select") private select!: MoodSelect | null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  /** Puts the keyboard where the mood is corrected. */
  judge(): void {
    this.select?.focus();
  }

  override render() {
    const { message } = this;
    const time = clockTime(message.created_at, words.language);
    if (message.kind === "notice")
      return html`
        <p class="notice">
          ${noticeInWords(message.data)}
          <time datetime=${message.created_at}>${time}</time>
        </p>
      `;
    return html`
      <article class=${message.author.kind}>
        <header>
          <span class="author">${authorInWords(message.author)}</span>
          <time datetime=${message.created_at}>${time}</time>
          ${message.author.kind === "customer" ? this.#mood(message) : nothing}
        </header>
        ${this.#content()}
        ${
          message.choices?.length
            ? html`
                <div class="choices" aria-label=${words.t("choices")} role="group">
                  ${message.choices.map(({ title }) => html`<span class="badge choice">${title}</span>`)}
                </div>
              `
            : nothing
        }
      </article>
    `;
  }

  /** A mood worth a word, and where to correct it. */
  #mood({ mood }: StaffMessage) {
    const frustration = mood?.frustration ?? null;
    const worried = frustration !== null && moodBand(frustration) !== "calm";
    return html`
      ${
        worried
          ? html`
              <wl-mood-badge
                title=${cuesInWords(mood?.reasons ?? [], mood?.model !== undefined)}
                .frustration=${frustration}
              ></wl-mood-badge>
            `
          : nothing
      }
      ${this.judgeable ? html`<wl-mood-select .message=${this.message}></wl-mood-select>` : nothing}
    `;
  }

  #content() {
    const { message } = this;
    switch (message.kind) {
      case "article":
        return html`
          <div class="words">
            <details>
              <summary>${message.data.title || message.text}</summary>
              <div class="prose">${safeHtml(message.data.html)}</div>
            </details>
            ${this.#link({ ...message.data, title: words.t("open_article") })}
          </div>
        `;
      case "articles":
        return html`
          <div class="words">
            <span class="plain">${message.text}</span>
            <ul class="articles">
              ${message.data.articles.map((article) => html`<li>${this.#link(article)}</li>`)}
            </ul>
          </div>
        `;
      case "order":
        return html`
          ${message.text ? html`<div class="words plain">${message.text}</div>` : nothing}
          <wl-order-card .order=${message.data}></wl-order-card>
        `;
      default:
        return html`<div class="words plain">${message.text}</div>`;
    }
  }

  #link({ url, title }: ArticleReference) {
    const href = safeLink(url);
    return href ? html`<a href=${href} target="_blank" rel="noopener">${title}</a>` : title;
  }
}
