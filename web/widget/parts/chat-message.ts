import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { clockTime } from "../../shared/time";
import type { ShownMessage } from "../conversation/timeline";
import { linkify } from "../linkify";
import { i18n } from "../strings";
import "./article-card";
import "./article-suggestions";
import "./chat-avatar";
import "./chat-choices";
import "./chat-notice";
import "./order-card";

/**
 * One message of the log: who said it, what, and when.
 *
 * @fires choose - `detail` is the index of a quick reply
 */
@customElement("chat-message")
export class ChatMessage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      article {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-1) var(--space-2);
        max-width: 34rem;
      }
      chat-avatar {
        grid-row: 2;
        align-self: end;
        width: 1.75rem;
        height: 1.75rem;
        font-size: 0.6875rem;
      }
      .meta {
        grid-column: 2;
        margin: 0;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .bubble {
        grid-column: 2;
        justify-self: start;
        max-width: 100%;
        padding: 0.625rem var(--space-4);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-l) var(--radius-l) var(--radius-l) var(--radius-s);
        background: var(--color-raised);
        overflow-wrap: anywhere;
      }
      .bubble.wide {
        width: 100%;
      }
      .text {
        margin: 0;
        white-space: pre-wrap;
      }
      .agent .bubble {
        border-color: transparent;
        background: var(--color-person-soft);
        color: var(--color-person-soft-ink);
      }
      .agent a {
        color: inherit;
      }
      .customer {
        grid-template-columns: minmax(0, 1fr);
        justify-items: end;
        margin-inline-start: auto;
      }
      .customer .meta,
      .customer .bubble {
        grid-column: 1;
        justify-self: end;
      }
      .customer .bubble {
        max-width: 85%;
        border-color: transparent;
        border-radius: var(--radius-l) var(--radius-l) var(--radius-s) var(--radius-l);
        background: var(--color-own);
        color: var(--color-own-ink);
      }
      .customer a {
        color: inherit;
      }
      chat-choices {
        grid-column: 2;
        margin-top: var(--space-1);
      }
      chat-notice + chat-choices {
        display: block;
        margin-top: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) message!: ShownMessage;
  /** Whether the quick replies may still be used. */
  @property({ type: Boolean }) open = false;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    const { message } = this;
    if (message.kind === "notice")
      return html`<chat-notice .notice=${message.data}></chat-notice>${this.#choices()}`;
    const { kind, name } = message.author;
    return html`
      <article class=${kind}>
        <p class="meta">${this.#author()} · ${clockTime(message.created_at, i18n.language)}</p>
        ${kind === "customer" ? nothing : html`<chat-avatar .kind=${kind} .name=${name}></chat-avatar>`}
        <div class="bubble ${message.kind === "text" ? "" : "wide"}">${this.#body()}</div>
        ${this.#choices()}
      </article>
    `;
  }

  #choices() {
    const { choices } = this.message;
    if (!this.open || !choices.length) return nothing;
    return html`
      <chat-choices
        .choices=${choices}
        @choose=${(event: CustomEvent<number>) =>
          this.dispatchEvent(new CustomEvent("choose", { detail: event.detail }))}
      ></chat-choices>
    `;
  }

  #author(): string {
    const { kind, name } = this.message.author;
    if (kind === "customer") return i18n.t("you");
    if (kind === "agent") return name || i18n.t("agent_unnamed");
    return i18n.t(kind === "assistant" ? "assistant" : "shop_speaks");
  }

  #body(): TemplateResult {
    const { message } = this;
    const text = html`<p class="text">${linkify(message.text)}</p>`;
    switch (message.kind) {
      case "article":
        return html`<article-card .article=${message.data}></article-card>`;
      case "articles":
        return this.open && message.choices.length
          ? text
          : html`
              ${text}
              <article-suggestions .articles=${message.data.articles}></article-suggestions>
            `;
      case "order":
        return html`<order-card .order=${message.data}></order-card>`;
      default:
        return text;
    }
  }
}
