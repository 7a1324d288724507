import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { UsedText } from "../../shared/staff-protocol";
import type { Conversation } from "../state/conversation";
import { replyValues } from "../state/reply-values";
import type { Workspace } from "../state/workspace";
import { ownerInWords, problemInWords, words } from "../words";
import "./message-composer";
import type { MessageComposer } from "./message-composer";
import "./note-composer";
import type { NoteComposer } from "./note-composer";

const MODES = ["answer", "note"] as const;

/** Below the transcript: what the agent writes, to the customer or to colleagues. Says `claim` and `noted`. */
@customElement("wl-conversation-foot")
export class ConversationFoot extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        padding: 0 var(--space-4) var(--space-2);
        border-top: 1px solid var(--color-line);
        background: var(--color-surface);
      }
      .row {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
        min-height: 2.25rem;
      }
      .typing {
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      .modes {
        display: flex;
        gap: var(--space-1);
      }
      .modes button {
        display: inline-flex;
        gap: var(--space-1);
        align-items: center;
        min-height: 1.5rem;
        padding: 0 var(--space-2);
        border: 0;
        border-bottom: 2px solid transparent;
        background: none;
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        cursor: pointer;
      }
      .modes [aria-pressed="true"] {
        border-color: currentColor;
        color: var(--color-ink);
        font-weight: var(--weight-bold);
      }
      .modes .note[aria-pressed="true"] {
        color: var(--color-warning);
      }
      .stand-in {
        display: flex;
        gap: var(--space-4);
        align-items: center;
        justify-content: space-between;
        min-height: 5.75rem;
      }
      .stand-in .button {
        flex: none;
      }
      .alert {
        align-items: center;
        margin: var(--space-2) 0;
      }
      .alert span {
        flex: 1;
      }
      @media (pointer: coarse) {
        .modes button {
          min-height: var(--target);
        }
      }
    `,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) conversation!: Conversation;

  @state() private mode: (typeof MODES)[number] = "answer";

  @query("wl-message-composer") private composer!: MessageComposer | null;
  @query("wl-note-composer") private noteComposer!: NoteComposer | null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.conversation);
  }

  /** Puts the keyboard where the answer is written. */
  async write(): Promise<void> {
    await this.#turnTo("answer");
    this.composer?.focus();
  }

  /** Puts the keyboard where a note is written. */
  async note(): Promise<void> {
    await this.#turnTo("note");
    this.noteComposer?.focus();
  }

  /** Puts text into the answer; false where there is nobody to answer. */
  async insert(text: string, used?: Pick<UsedText, "kind" | "id">): Promise<boolean> {
    if (!this.conversation.isMine) return false;
    await this.#turnTo("answer");
    this.composer?.insert(text, used);
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversation")) this.mode = "answer";
  }

  override render() {
    const { conversation } = this;
    return html`
      ${conversation.problem ? this.#problem() : nothing}
      <div class="row">
        <p class="typing" role="status">
          ${conversation.customerTypes ? words.t("customer_types") : nothing}
        </p>
        <div class="modes" role="group" aria-label=${words.t("what_to_write")}>
          ${MODES.map(
            (mode) => html`
              <button
                type="button"
                class=${mode}
                aria-pressed=${this.mode === mode}
                @click=${() => (mode === "note" ? this.note() : this.write())}
              >
                ${mode === "note" ? icon("lock", 14) : nothing} ${words.t(`write_${mode}`)}
              </button>
            `,
          )}
        </div>
      </div>
      ${this.mode === "note" ? this.#noteComposer() : conversation.isMine ? this.#composer() : this.#standIn()}
    `;
  }

  #noteComposer() {
    return html`
      <wl-note-composer
        .conversationId=${this.conversation.id}
        .notes=${this.conversation.notes}
        .drafts=${this.workspace.noteDrafts}
        @noted=${() => this.dispatchEvent(new Event("noted"))}
      ></wl-note-composer>
    `;
  }

  #composer() {
    const { conversation, workspace } = this;
    return html`
      <wl-message-composer
        .conversationId=${conversation.id}
        .drafts=${workspace.drafts}
        .replies=${workspace.replies}
        .language=${conversation.summary?.language ?? words.language}
        .values=${replyValues(conversation, workspace.staff.name)}
        @send-message=${(event: CustomEvent<string>) =>
          conversation.say(event.detail, workspace.drafts.usedIn(conversation.id))}
        @compose=${() => conversation.noteTyping()}
      ></wl-message-composer>
    `;
  }

  #problem() {
    return html`
      <div class="alert" role="alert">
        ${icon("warning")}
        <span>${problemInWords(this.conversation.problem!)}</span>
        <button
          class="icon-button compact"
          aria-label=${staffWords.t("close")}
          @click=${() => this.conversation.dismissProblem()}
        >
          ${icon("close")}
        </button>
      </div>
    `;
  }

  /** What stands where the answer would be written, in the same space. */
  #standIn() {
    const { conversation } = this;
    return html`
      <div class="stand-in">
        <div class="hint">
          <p>${ownerInWords(conversation)}</p>
          ${conversation.isWatched ? html`<p>${words.t("watching")}</p>` : nothing}
        </div>
        ${
          conversation.isClaimable || conversation.isWatched
            ? html`
                <button
                  class="button primary"
                  ?disabled=${conversation.changing !== null}
                  @click=${() => this.dispatchEvent(new Event("claim"))}
                >
                  ${words.t(conversation.isWatched ? "take_over" : "claim")}
                </button>
              `
            : nothing
        }
      </div>
    `;
  }

  async #turnTo(mode: (typeof MODES)[number]): Promise<void> {
    this.mode = mode;
    await this.updateComplete;
  }
}
