import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { dayInWords, sameDay } from "../../shared/time";
import type { ConversationStore } from "../conversation/conversation-store";
import type { ShownMessage } from "../conversation/timeline";
import { assistantIcon, downIcon } from "../icons";
import { i18n, type StringKey } from "../strings";
import "./chat-message";
import "./pending-message";
import "./typing-indicator";

const STARTERS: StringKey[] = ["starter_order", "starter_return", "starter_delivery"];
/** Pixels from the end within which the reader counts as being at it. */
const NEAR_END = 60;

/** The conversation from its first words to those still on their way; follows the end while it is in view. */
@customElement("chat-log")
export class ChatLog extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        display: block;
        min-height: 0;
        background: var(--color-surface);
      }
      .scroll {
        height: 100%;
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: var(--space-4) var(--space-3);
      }
      .scroll:focus-visible {
        outline-offset: -2px;
      }
      [role="log"] {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .day {
        margin: 0;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        text-align: center;
      }
      .hello {
        display: grid;
        justify-items: center;
        gap: var(--space-3);
        max-width: 24rem;
        margin: var(--space-4) auto var(--space-5);
        text-align: center;
      }
      .hello p {
        margin: 0;
        text-wrap: pretty;
      }
      .spark {
        display: grid;
        place-items: center;
        width: 3.25rem;
        height: 3.25rem;
        border-radius: var(--radius-full);
        background: var(--color-accent-soft);
        color: var(--color-accent-soft-ink);
      }
      .starters {
        display: grid;
        gap: var(--space-2);
        justify-items: center;
      }
      typing-indicator {
        margin-top: var(--space-4);
      }
      .down {
        position: absolute;
        inset-inline: 0;
        bottom: var(--space-2);
        width: fit-content;
        margin: 0 auto;
        border-color: transparent;
        background: var(--color-ink);
        color: var(--color-surface);
        box-shadow: var(--shadow-m);
        font-size: var(--text-s);
      }
      .down:hover:enabled {
        background: var(--color-ink-soft);
      }
      .up {
        animation: up var(--motion) var(--ease);
      }
      @keyframes up {
        from {
          opacity: 0;
          transform: translateY(0.375rem);
        }
      }
    `,
  ];

  @property({ attribute: false }) store!: ConversationStore;
  @property() shop = "";
  @state() private unseen = 0;
  @query(".scroll") private scroller!: HTMLElement;
  #unsubscribe: (() => void) | undefined;
  #resize: ResizeObserver | undefined;
  #atEnd = true;
  #reach = 0;
  #shown = 0;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.store.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#unsubscribe?.();
    this.#resize?.disconnect();
    super.disconnectedCallback();
  }

  /** Shows the last words, as after opening. */
  toEnd(): void {
    this.unseen = 0;
    this.#atEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#reach = this.scroller.scrollHeight - this.scroller.clientHeight;
  }

  protected override firstUpdated(): void {
    this.#resize = new ResizeObserver(() => this.#atEnd && this.toEnd());
    this.#resize.observe(this.scroller);
    this.#resize.observe(this.renderRoot.querySelector(".content")!);
  }

  protected override updated(): void {
    const { messages } = this.store.timeline;
    const ownIsNew =
      this.store.outbox.entries.length > 0 && this.store.outbox.entries.at(-1)?.state === "sending";
    const added = messages.length - this.#shown;
    this.#shown = messages.length;
    if (this.#atEnd || ownIsNew) return;
    if (added > 0) this.unseen += added;
  }

  override render() {
    const { timeline, outbox, welcomed, linkStatus } = this.store;
    const empty = !timeline.messages.length && !outbox.entries.length;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${i18n.t("log")} @scroll=${this.#scrolled}>
        <div class="content">
          ${this.#hello(empty && (welcomed || linkStatus !== "open"))}
          <div role="log" aria-live="polite" aria-relevant="additions" aria-label=${i18n.t("log")}>
            ${timeline.messages.map(
              (message, index) => html`
                ${this.#day(index)}
                <chat-message
                  class=${message.author.kind === "customer" ? "" : "up"}
                  .message=${message}
                  ?open=${this.#isOpen(message)}
                  @choose=${(event: CustomEvent<number>) => this.#say(() => this.store.choose(message, event.detail))}
                ></chat-message>
              `,
            )}
            ${outbox.entries.map(
              (entry) => html`
                <pending-message
                  .entry=${entry}
                  ?connected=${linkStatus === "open"}
                  @retry=${() => this.store.retry(entry.id)}
                  @discard=${() => this.store.discard(entry.id)}
                ></pending-message>
              `,
            )}
          </div>
          ${this.#activity()}
        </div>
      </div>
      ${
        this.unseen
          ? html`
              <button class="button down" @click=${() => this.toEnd()}>
                ${downIcon} ${i18n.t("new_messages", { count: this.unseen })}
              </button>
            `
          : nothing
      }
    `;
  }

  #hello(starters: boolean) {
    return html`
      <div class="hello">
        <span class="spark">${assistantIcon}</span>
        <p>${i18n.t("greeting", { shop: this.shop })}</p>
        ${
          starters
            ? html`
                <div class="starters">
                  ${STARTERS.map(
                    (key) => html`
                      <button class="button" @click=${() => this.#say(() => this.store.send(i18n.t(key)))}>
                        ${i18n.t(key)}
                      </button>
                    `,
                  )}
                </div>
              `
            : nothing
        }
      </div>
    `;
  }

  #day(index: number) {
    const { messages } = this.store.timeline;
    const moment = messages[index]!.created_at;
    const before = messages[index - 1]?.created_at;
    if (before && sameDay(before, moment)) return nothing;
    return html`<p class="day">${dayInWords(moment, i18n.language)}</p>`;
  }

  /** Quick replies serve until something is said after them. */
  #isOpen(message: ShownMessage): boolean {
    const { timeline, outbox, state: conversation } = this.store;
    if (message.choices.length === 0 || conversation?.owner.kind === "closed") return false;
    const later = timeline.messages.slice(timeline.messages.indexOf(message) + 1);
    return (
      message.conversationId === timeline.conversationId &&
      !outbox.entries.some((entry) => entry.kind !== "request_human" && entry.state !== "failed") &&
      later.every((other) => other.author.kind !== "customer" && other.choices.length === 0)
    );
  }

  /** Whoever pressed a button that is gone afterwards goes on from somewhere: the chat decides where. */
  #say(something: () => void): void {
    something();
    this.dispatchEvent(new Event("said"));
  }

  #activity() {
    const { typing, state: conversation } = this.store;
    if (typing && typing.kind === "agent") {
      const name = typing.name || i18n.t("agent_unnamed");
      return html`
        <typing-indicator
          kind="agent"
          .name=${typing.name}
          .sentence=${i18n.t("typing", { name })}
        ></typing-indicator>
      `;
    }
    if (!conversation?.thinking && typing?.kind !== "assistant") return nothing;
    return html`<typing-indicator .sentence=${i18n.t("thinking")}></typing-indicator>`;
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const reach = scrollHeight - clientHeight;
    if (this.#atEnd && reach !== this.#reach) return this.toEnd(); // the content moved, not the reader
    this.#atEnd = reach - scrollTop < NEAR_END;
    if (this.#atEnd) this.unseen = 0;
  }
}
