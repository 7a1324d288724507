import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Conversation } from "../state/conversation";
import type { Workspace } from "../state/workspace";
import { ownerInWords, problemInWords, words } from "../words";
import "./handover-card";
import type { Judged } from "./mood-select";
import "./mood-trend";
import "./message-composer";
import type { MessageComposer } from "./message-composer";
import "./note-dialog";
import type { NoteDialog, NotedChange } from "./note-dialog";
import "./transcript-view";
import type { TranscriptView } from "./transcript-view";

export type ConversationAction = "claim" | "write" | "latest" | "mood" | "give_back" | "release" | "close";

/** The middle pane: the story so far, and what the agent does about it. */
@customElement("wl-conversation-pane")
export class ConversationPane extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr) auto;
        background: var(--color-canvas);
      }
      :host > .nothing {
        grid-row: 1 / -1;
        place-self: center;
        padding: var(--space-5);
        color: var(--color-ink-soft);
        text-align: center;
      }
      .head {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 3.5rem;
        padding: var(--space-2) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-surface);
      }
      .who {
        flex: 1;
        min-width: 0;
      }
      h1 {
        overflow: hidden;
        font-size: var(--text-m);
        font-weight: var(--weight-bold);
        line-height: 1.3;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .owner {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .changes {
        display: flex;
        gap: var(--space-2);
      }
      .back,
      .customer-toggle {
        display: none;
      }
      wl-transcript-view {
        grid-row: 3;
      }
      .foot {
        grid-row: 4;
        padding: 0 var(--space-4) var(--space-2);
        border-top: 1px solid var(--color-line);
        background: var(--color-surface);
      }
      .typing {
        min-height: 1.75rem;
        padding-top: var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      .stand-in {
        display: flex;
        gap: var(--space-4);
        align-items: center;
        justify-content: space-between;
        min-height: 5.75rem;
      }
      .alert {
        align-items: center;
        margin: var(--space-2) 0;
      }
      .alert span {
        flex: 1;
      }
      @media (max-width: 1150px) {
        .customer-toggle {
          display: inline-flex;
        }
      }
      @media (max-width: 900px) {
        .head {
          flex-wrap: wrap;
        }
        .who {
          flex-basis: 10rem;
        }
      }
      @media (max-width: 700px) {
        .back {
          display: grid;
        }
      }
    `,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) conversation: Conversation | null = null;
  @property({ type: Boolean }) customerShown = false;

  @query("wl-transcript-view") private transcript!: TranscriptView | null;
  @query("wl-message-composer") private composer!: MessageComposer | null;
  @query("wl-note-dialog") private noteDialog!: NoteDialog;

  /** Whether the agent had this conversation already when it was opened, and so knows its story. */
  #wasMine = false;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.conversation);
    new Follow(this, () => this.workspace.outbox);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversation")) this.#wasMine = this.conversation?.isMine ?? false;
  }

  get dialogIsOpen(): boolean {
    return this.noteDialog.open;
  }

  /** Puts text into the answer being written; without the conversation there is nowhere to put it. */
  insert(text: string): void {
    this.composer?.insert(text);
  }

  focusCustomerToggle(): void {
    this.renderRoot.querySelector<HTMLElement>(".customer-toggle")?.focus();
  }

  /** Does what a key or a button asks for, where it can be done. */
  act(action: ConversationAction): void {
    const { conversation } = this;
    if (!conversation) return;
    if (action === "write") this.composer?.focus();
    else if (action === "latest") this.transcript?.toEnd();
    else if (action === "mood") this.transcript?.judgeLast();
    else if (action === "claim") void this.#claim(conversation);
    else if (!conversation.isMine) return;
    else void this.#leave(conversation, action);
  }

  override render() {
    return html`
      ${this.conversation ? this.#story(this.conversation) : this.#nothing()}
      <wl-note-dialog></wl-note-dialog>
    `;
  }

  #nothing() {
    return html`
      <h1 class="visually-hidden">${staffWords.t("app_console")}</h1>
      <p class="nothing">${words.t("nothing_open")}</p>
    `;
  }

  #story(conversation: Conversation) {
    const { status, handover, transcript } = conversation;
    return html`
      <div>
        ${this.#head(conversation)}
        <wl-mood-trend .messages=${transcript.messages}></wl-mood-trend>
      </div>
      ${
        handover
          ? html` <wl-handover-card .packet=${handover} .fresh=${!this.#wasMine}></wl-handover-card> `
          : html`<div></div>`
      }
      ${
        status === "missing" || status === "failed"
          ? html`<p class="nothing" role="alert">${words.t(`conversation_${status}`)}</p>`
          : html`
              <wl-transcript-view
                aria-busy=${status === "loading"}
                .conversationId=${conversation.id}
                .messages=${transcript.messages}
                .pending=${this.workspace.outbox.of(conversation.id)}
                .judgeable=${conversation.mayJudge}
                @judge-mood=${({ detail }: CustomEvent<Judged>) => conversation.judge(detail.seq, detail.judgement)}
                @seen=${(event: CustomEvent<number>) => this.workspace.inbox.read(conversation.id, event.detail)}
                @retry-message=${(event: CustomEvent<string>) => this.workspace.outbox.retry(event.detail)}
                @take-back=${this.#takeBack}
              ></wl-transcript-view>
            `
      }
      ${this.#foot(conversation)}
    `;
  }

  #head(conversation: Conversation) {
    const { summary, isMine, changing } = conversation;
    const name = summary?.customer.name || summary?.customer.email || words.t("customer_unknown");
    return html`
      <div class="head">
        <a class="icon-button back" href="#/" aria-label=${words.t("back_to_list")}>${icon("back")}</a>
        <div class="who">
          <h1>${name}</h1>
          <p class="owner" role="status">${ownerInWords(conversation)}</p>
        </div>
        <button
          class="button compact customer-toggle"
          aria-expanded=${this.customerShown}
          @click=${() => this.dispatchEvent(new Event("toggle-customer"))}
        >
          ${icon("person", 18)} ${words.t("customer_pane")}
        </button>
        ${
          isMine
            ? html`
                <div class="changes">
                  ${(["give_back", "release", "close"] as const).map(
                    (change) => html`
                      <button
                        class="button compact"
                        title=${words.t(`${change}_lead`)}
                        ?disabled=${changing !== null}
                        @click=${() => this.act(change)}
                      >
                        ${words.t(change)}
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

  #foot(conversation: Conversation) {
    return html`
      <div class="foot">
        ${conversation.problem ? this.#problem(conversation) : nothing}
        <p class="typing" role="status">
          ${conversation.customerTypes ? words.t("customer_types") : nothing}
        </p>
        ${
          conversation.isMine
            ? html`
                <wl-message-composer
                  .conversationId=${conversation.id}
                  .drafts=${this.workspace.drafts}
                  @send-message=${(event: CustomEvent<string>) => conversation.say(event.detail)}
                  @compose=${() => conversation.noteTyping()}
                ></wl-message-composer>
              `
            : this.#standIn(conversation)
        }
      </div>
    `;
  }

  #problem(conversation: Conversation) {
    return html`
      <div class="alert" role="alert">
        ${icon("warning")}
        <span>${problemInWords(conversation.problem!)}</span>
        <button
          class="icon-button compact"
          aria-label=${staffWords.t("close")}
          @click=${() => conversation.dismissProblem()}
        >
          ${icon("close")}
        </button>
      </div>
    `;
  }

  /** What stands where the answer would be written, in the same space. */
  #standIn(conversation: Conversation) {
    return html`
      <div class="stand-in">
        <p class="hint">${ownerInWords(conversation)}</p>
        ${
          conversation.isClaimable
            ? html`
                <button
                  class="button primary"
                  ?disabled=${conversation.changing !== null}
                  @click=${() => this.act("claim")}
                >
                  ${words.t("claim")}
                </button>
              `
            : nothing
        }
      </div>
    `;
  }

  async #claim(conversation: Conversation): Promise<void> {
    if (!conversation.isClaimable || !(await conversation.claim())) return;
    await this.updateComplete;
    this.composer?.focus();
  }

  async #leave(conversation: Conversation, change: NotedChange | "release"): Promise<void> {
    if (change === "release") await conversation.release();
    else {
      const note = await this.noteDialog.ask(change);
      if (note === null) return;
      await (change === "give_back" ? conversation.giveBack(note) : conversation.close(note));
    }
    await this.updateComplete;
    // The buttons are gone with the conversation; the keyboard goes on from its story.
    this.transcript?.focus();
  }

  readonly #takeBack = (event: CustomEvent<string>): void => {
    const { conversation } = this;
    if (!conversation) return;
    const text = this.workspace.outbox.discard(event.detail);
    if (this.composer) return this.composer.insert(text);
    const { drafts } = this.workspace;
    drafts.keep(conversation.id, [drafts.of(conversation.id), text].filter(Boolean).join("\n"));
  };
}
