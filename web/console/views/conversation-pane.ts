import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Language } from "../../shared/protocol";
import { safeLink } from "../../shared/safe-html";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Suggestion } from "../../shared/staff-protocol";
import type { Conversation } from "../state/conversation";
import type { Workspace } from "../state/workspace";
import { words } from "../words";
import "./conversation-foot";
import type { ConversationFoot } from "./conversation-foot";
import "./conversation-head";
import type { ConversationHead } from "./conversation-head";
import "./handover-card";
import "./leave-dialogs";
import { LEAVINGS, type LeaveDialogs, type Leaving } from "./leave-dialogs";
import type { Judged } from "./mood-select";
import "./mood-trend";
import "./transcript-view";
import type { TranscriptView } from "./transcript-view";
import "./transfer-card";

export type ConversationAction = "claim" | "write" | "note" | "latest" | "mood" | Leaving;

/** How a suggestion names its source: to the customer, so in the customer's language. */
const READ_MORE: Record<Language, string> = { pl: "Więcej:", en: "Read more:" };

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
      wl-transcript-view {
        grid-row: 3;
      }
      wl-conversation-foot {
        grid-row: 4;
      }
    `,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) conversation: Conversation | null = null;
  @property({ type: Boolean }) customerShown = false;

  @query("wl-transcript-view") private transcript!: TranscriptView | null;
  @query("wl-conversation-head") private head!: ConversationHead | null;
  @query("wl-conversation-foot") private foot!: ConversationFoot | null;
  @query("wl-leave-dialogs") private dialogs!: LeaveDialogs;

  /** Whether the agent had this conversation already when it was opened, and so knows its story. */
  #wasMine = false;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.conversation);
    new Follow(this, () => this.conversation?.notes);
    new Follow(this, () => this.workspace.outbox);
    new Follow(this, () => this.workspace.mentions);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversation")) this.#wasMine = this.conversation?.isMine ?? false;
  }

  get dialogIsOpen(): boolean {
    return this.dialogs.open;
  }

  /** Puts a suggestion with its source into the answer; without the conversation there is nowhere to put it. */
  insert({ article_id, text, url }: Suggestion): void {
    const source = safeLink(url);
    const language = this.conversation?.summary?.language ?? words.language;
    const reply = source ? `${text}\n\n${READ_MORE[language]} ${source}` : text;
    void this.foot?.insert(reply, { kind: "suggestion", id: article_id });
  }

  focusCustomerToggle(): void {
    this.head?.focusCustomerToggle();
  }

  /** Does what a key or a button asks for, where it can be done. */
  act(action: ConversationAction): void {
    const { conversation } = this;
    if (!conversation) return;
    if (action === "write") void this.foot?.write();
    else if (action === "note") void this.foot?.note();
    else if (action === "latest") this.transcript?.toEnd();
    else if (action === "mood") this.transcript?.judgeLast();
    else if (action === "claim") void this.#claim(conversation);
    else if (conversation.isMine && LEAVINGS.includes(action)) void this.#leave(conversation, action);
  }

  override render() {
    return html`
      ${this.conversation ? this.#story(this.conversation) : this.#nothing()}
      <wl-leave-dialogs></wl-leave-dialogs>
    `;
  }

  #nothing() {
    return html`
      <h1 class="visually-hidden">${staffWords.t("app_console")}</h1>
      <p class="nothing">${words.t("nothing_open")}</p>
    `;
  }

  #story(conversation: Conversation) {
    const { status, handover, transfer, transcript } = conversation;
    return html`
      <div>
        <wl-conversation-head
          .conversation=${conversation}
          .customerShown=${this.customerShown}
          @leave=${(event: CustomEvent<Leaving>) => this.act(event.detail)}
          @toggle-customer=${() => this.dispatchEvent(new Event("toggle-customer"))}
        ></wl-conversation-head>
        <wl-mood-trend .messages=${transcript.messages}></wl-mood-trend>
        ${
          transfer
            ? html`
                <wl-transfer-card
                  .transfer=${transfer}
                  .waiting=${conversation.isGiven}
                  @take-up=${() => this.#takeUp(conversation)}
                ></wl-transfer-card>
              `
            : nothing
        }
      </div>
      ${
        handover
          ? html` <wl-handover-card .packet=${handover} .fresh=${!this.#wasMine}></wl-handover-card> `
          : html`<div></div>`
      }
      ${
        status === "missing" || status === "failed"
          ? html`<p class="nothing" role="alert">${words.t(`conversation_${status}`)}</p>`
          : this.#transcript(conversation)
      }
      <wl-conversation-foot
        .workspace=${this.workspace}
        .conversation=${conversation}
        @claim=${() => this.act("claim")}
        @noted=${() => this.transcript?.toEnd()}
      ></wl-conversation-foot>
    `;
  }

  #transcript(conversation: Conversation) {
    const { workspace } = this;
    return html`
      <wl-transcript-view
        aria-busy=${conversation.status === "loading"}
        .conversationId=${conversation.id}
        .messages=${conversation.transcript.messages}
        .notes=${conversation.notes.list}
        .pending=${workspace.outbox.of(conversation.id)}
        .judgeable=${conversation.mayJudge}
        .mentioned=${workspace.mentions.isIn(conversation.id)}
        @judge-mood=${({ detail }: CustomEvent<Judged>) => conversation.judge(detail.seq, detail.judgement)}
        @seen=${(event: CustomEvent<number>) => this.#seen(conversation, event.detail)}
        @retry-message=${(event: CustomEvent<string>) => workspace.outbox.retry(event.detail)}
        @take-back=${this.#takeBack}
      ></wl-transcript-view>
    `;
  }

  #seen({ id, status }: Conversation, seq: number): void {
    this.workspace.inbox.read(id, seq);
    if (status === "ready") void this.workspace.mentions.see(id);
  }

  async #claim(conversation: Conversation): Promise<void> {
    const taken = conversation.isWatched
      ? await this.dialogs.takeOver(conversation)
      : conversation.isClaimable && (await conversation.claim());
    if (taken) await this.#write();
  }

  async #takeUp(conversation: Conversation): Promise<void> {
    if (await conversation.takeUp()) await this.#write();
  }

  async #write(): Promise<void> {
    await this.updateComplete;
    await this.foot?.write();
  }

  async #leave(conversation: Conversation, leaving: Leaving): Promise<void> {
    if (!(await this.dialogs.leave(conversation, leaving))) return;
    await this.updateComplete;
    // The buttons are gone with the conversation; the keyboard goes on from its story.
    this.transcript?.focus();
  }

  readonly #takeBack = async (event: CustomEvent<string>): Promise<void> => {
    const { conversation, workspace } = this;
    if (!conversation) return;
    const text = workspace.outbox.discard(event.detail);
    if (await this.foot?.insert(text)) return;
    const { drafts } = workspace;
    drafts.keep(conversation.id, [drafts.of(conversation.id), text].filter(Boolean).join("\n"));
  };
}
