import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { LONGEST_MESSAGE, type QueuePlace } from "../../shared/protocol";
import { personIcon, sendIcon } from "../icons";
import { i18n, waitInWords } from "../strings";

/** Characters before the limit at which the customer is told how many are left. */
const WARN_BEFORE = 200;

/**
 * Where the customer writes, with the way to a person beside it at all times; to whoever waits for one, the
 * place in the queue and the way back.
 *
 * @fires send - `detail` is the text
 * @fires draft - `detail` is the text as it stands
 * @fires person - a person is asked for
 * @fires withdraw - the person is not needed any more
 */
@customElement("chat-composer")
export class ChatComposer extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        padding: var(--space-2) var(--space-3) calc(var(--space-2) + env(safe-area-inset-bottom));
        border-top: 1px solid var(--color-line);
        background: var(--color-raised);
      }
      .field {
        display: flex;
        align-items: flex-end;
        gap: var(--space-1);
        padding: 0.1875rem;
        border: 1px solid var(--color-line-strong);
        border-radius: 1.5rem;
        background: var(--color-surface);
      }
      .field:focus-within {
        outline: 2px solid var(--color-focus);
        outline-offset: 1px;
      }
      textarea {
        flex: 1;
        min-width: 0;
        max-height: 8.5rem;
        padding: 0.625rem var(--space-3);
        border: 0;
        background: none;
        /* 16 px: anything smaller makes phones zoom in */
        font-size: 1rem;
        line-height: 1.5;
        resize: none;
        field-sizing: content;
      }
      textarea:focus {
        outline: none;
      }
      textarea::placeholder {
        color: var(--color-ink-soft);
        opacity: 1;
      }
      .send {
        background: var(--color-accent);
        color: var(--color-accent-ink);
      }
      .send:hover:enabled {
        background: var(--color-accent-hover);
      }
      .send:disabled {
        background: var(--color-sunken);
        color: var(--color-ink-soft);
        opacity: 1;
      }
      .person {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--target);
        margin: 0 auto;
        padding: 0 var(--space-3);
        border-radius: var(--radius-full);
        color: var(--color-person);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
      }
      .person:hover:enabled {
        background: var(--color-person-soft);
      }
      .limit,
      .queue {
        margin: 0 var(--space-3) var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      .limit.over {
        color: var(--color-danger);
      }
    `,
  ];

  @property() text = "";
  @property({ type: Boolean }) personOffered = true;
  @property({ type: Boolean }) personAsked = false;
  @property({ attribute: false }) queue: QueuePlace | null = null;
  @property({ type: Boolean }) connected = false;
  @state() private composing = false;
  @query("textarea") private field!: HTMLTextAreaElement;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override focus(): void {
    this.field.focus();
  }

  protected override updated(): void {
    if (CSS.supports("field-sizing", "content")) return;
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${this.field.scrollHeight}px`);
  }

  override render() {
    const left = LONGEST_MESSAGE - this.text.trim().length;
    return html`
      ${left < WARN_BEFORE ? this.#limit(left) : nothing} ${this.queue ? this.#place(this.queue) : nothing}
      <div class="field">
        <textarea
          rows="1"
          enterkeyhint="send"
          aria-label=${i18n.t("write")}
          aria-invalid=${left < 0}
          placeholder=${i18n.t("write")}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#keyPressed}
          @compositionstart=${() => (this.composing = true)}
          @compositionend=${() => (this.composing = false)}
        ></textarea>
        <button
          class="icon-button send"
          aria-label=${i18n.t("send")}
          ?disabled=${left < 0 || left === LONGEST_MESSAGE}
          @click=${this.#submit}
        >
          ${sendIcon}
        </button>
      </div>
      ${
        this.personOffered
          ? this.#button("person", this.personAsked, [
              personIcon,
              i18n.t(this.personAsked ? "person_asked" : "person"),
            ])
          : nothing
      }
      ${this.queue ? this.#button("withdraw", !this.connected, i18n.t("withdraw")) : nothing}
    `;
  }

  #button(wish: string, disabled: boolean, content: unknown) {
    return html`
      <button class="person" ?disabled=${disabled} @click=${() => this.dispatchEvent(new Event(wish))}>
        ${content}
      </button>
    `;
  }

  /** Only the place is read out when it changes; the estimate moves too often. */
  #place({ place, wait_seconds, basis }: QueuePlace) {
    const there = basis.agents > 0;
    return html`
      <p class="queue">
        <span role="status">${i18n.t(there ? "queue_place" : "queue_away", { place })}</span>
        ${there && wait_seconds !== null ? i18n.t("queue_wait", { wait: waitInWords(wait_seconds) }) : nothing}
      </p>
    `;
  }

  #limit(left: number) {
    return html`
      <p class="limit ${left < 0 ? "over" : ""}" role="status">
        ${i18n.t(left < 0 ? "too_long" : "characters_left", { count: Math.abs(left) })}
      </p>
    `;
  }

  #typed(event: Event): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.dispatchEvent(new CustomEvent("draft", { detail: this.text }));
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || this.composing) return;
    event.preventDefault();
    this.#submit();
  }

  #submit(): void {
    const text = this.text.trim();
    if (!text || text.length > LONGEST_MESSAGE) return;
    this.text = "";
    this.dispatchEvent(new CustomEvent("send", { detail: text }));
    this.field.focus();
  }
}
