import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Note, StaffMessage } from "../../shared/staff-protocol";
import { dayInWords, sameDay } from "../../shared/time";
import type { OutboxEntry } from "../state/outbox";
import { storyOf, type StoryItem } from "../state/story";
import { words } from "../words";
import "./internal-note";
import "./pending-message";
import "./transcript-message";
import type { TranscriptMessage } from "./transcript-message";

/** Pixels from the end within which a reader counts as being at the end. */
const NEAR_END = 48;

/**
 * The whole transcript with the notes of colleagues, in a box that scrolls.
 *
 * Whoever reads at the end stays at the end; whoever has scrolled up is left in peace and told of what is new.
 * Says `seen` with the last number when it has been on the screen.
 */
@customElement("wl-transcript-view")
export class TranscriptView extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        position: relative;
        display: block;
        min-height: 0;
      }
      .scroll {
        height: 100%;
        overflow-y: auto;
        padding: var(--space-4);
        scrollbar-gutter: stable;
      }
      .scroll:focus-visible {
        outline-offset: -2px;
      }
      .messages {
        display: grid;
        gap: var(--space-3);
        align-content: end;
        min-height: 100%;
      }
      .day {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        font-weight: var(--weight-medium);
      }
      .day::before,
      .day::after {
        content: "";
        flex: 1;
        border-top: 1px solid var(--color-line);
      }
      .pill {
        position: absolute;
        bottom: var(--space-3);
        left: 50%;
        translate: -50%;
        box-shadow: var(--shadow-m);
      }
    `,
  ];

  @property({ attribute: false }) conversationId: string | null = null;
  @property({ attribute: false }) messages: readonly StaffMessage[] = [];
  @property({ attribute: false }) notes: readonly Note[] = [];
  @property({ attribute: false }) pending: readonly OutboxEntry[] = [];
  /** Whether the agent may say what mood the customer's messages really show. */
  @property({ type: Boolean }) judgeable = false;
  /** Whether a note mentions the agent, who has not looked yet. */
  @property({ type: Boolean }) mentioned = false;

  @state() private fresh = 0;

  @query(".scroll") private box!: HTMLElement;

  #atEnd = true;
  /** How far the box could be scrolled when it was last looked at. */
  #reach = 0;
  readonly #sizes = new ResizeObserver(() => this.#settle());
  readonly #looked = (): void => this.#tellSeen();

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("focus", this.#looked);
    document.addEventListener("visibilitychange", this.#looked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    removeEventListener("focus", this.#looked);
    document.removeEventListener("visibilitychange", this.#looked);
  }

  override focus(): void {
    this.box.focus();
  }

  /** Goes to the newest message and reads from there on. */
  toEnd(): void {
    this.#atEnd = true;
    this.fresh = 0;
    this.#settle();
    this.#tellSeen();
  }

  /** Lets the agent correct the mood of the customer's last message. */
  judgeLast(): void {
    const shown = [...this.renderRoot.querySelectorAll<TranscriptMessage>("wl-transcript-message")];
    shown.findLast(({ message }) => message.author.kind === "customer")?.judge();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversationId")) {
      this.#atEnd = true;
      this.fresh = 0;
    }
    if (!changed.has("conversationId") && !this.#atEnd)
      this.fresh += grown(changed.get("messages"), this.messages) + grown(changed.get("notes"), this.notes);
    if (changed.has("pending") && this.pending.length > (changed.get("pending")?.length ?? 0)) {
      this.#atEnd = true;
      this.fresh = 0;
    }
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.box);
    this.#sizes.observe(this.box.firstElementChild!);
  }

  protected override updated(): void {
    this.#settle();
    this.#tellSeen();
  }

  override render() {
    const story = storyOf(this.messages, this.notes);
    return html`
      <div
        class="scroll"
        tabindex="0"
        role="log"
        aria-label=${words.t("transcript")}
        @scroll=${this.#scrolled}
      >
        <div class="messages">
          ${repeat(
            story,
            ({ key }) => key,
            (item, index) => html`${this.#day(item, story[index - 1])} ${this.#item(item)}`,
          )}
          ${repeat(
            this.pending,
            ({ id }) => id,
            (entry) => html`<wl-pending-message .entry=${entry}></wl-pending-message>`,
          )}
        </div>
      </div>
      ${
        this.fresh > 0
          ? html`
              <button class="button primary compact pill" @click=${() => this.toEnd()}>
                ${words.t("new_messages", { count: this.fresh })} ${icon("down", 16)}
              </button>
            `
          : nothing
      }
    `;
  }

  #item({ message, note }: StoryItem) {
    return message
      ? html`
          <wl-transcript-message .message=${message} .judgeable=${this.judgeable}></wl-transcript-message>
        `
      : html`<wl-internal-note .note=${note}></wl-internal-note>`;
  }

  #day({ at }: StoryItem, before: StoryItem | undefined) {
    if (before && sameDay(before.at, at)) return nothing;
    return html`<div class="day">${dayInWords(at, words.language)}</div>`;
  }

  readonly #scrolled = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    const reach = scrollHeight - clientHeight;
    if (this.#atEnd && reach !== this.#reach) return this.#settle(); // the content moved, not the reader
    this.#atEnd = reach - scrollTop < NEAR_END;
    if (!this.#atEnd) return;
    this.fresh = 0;
    this.#tellSeen();
  };

  #settle(): void {
    if (!this.#atEnd) return;
    this.box.scrollTop = this.box.scrollHeight;
    this.#reach = this.box.scrollHeight - this.box.clientHeight;
  }

  #tellSeen(): void {
    const last = this.messages.at(-1);
    if (!last || !this.#atEnd || document.visibilityState !== "visible" || !document.hasFocus()) return;
    this.dispatchEvent(new CustomEvent("seen", { detail: last.seq }));
  }
}

/** How many have come to a list since; none where it has not changed. */
function grown(before: readonly unknown[] | undefined, now: readonly unknown[]): number {
  return before ? Math.max(0, now.length - before.length) : 0;
}
