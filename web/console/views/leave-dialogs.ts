import { LitElement, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import type { Conversation } from "../state/conversation";
import "./close-dialog";
import type { CloseDialog } from "./close-dialog";
import "./note-dialog";
import type { NoteDialog } from "./note-dialog";
import "./transfer-dialog";
import type { TransferDialog } from "./transfer-dialog";

/** How an agent parts from a conversation, in the order of the buttons. */
export const LEAVINGS = ["give_back", "release", "transfer", "close"] as const;

export type Leaving = (typeof LEAVINGS)[number];

/** What is asked before a conversation is taken from somebody, given away or closed. */
@customElement("wl-leave-dialogs")
export class LeaveDialogs extends LitElement {
  @query("wl-note-dialog") private noteDialog!: NoteDialog;
  @query("wl-close-dialog") private closeDialog!: CloseDialog;
  @query("wl-transfer-dialog") private transferDialog!: TransferDialog;

  get open(): boolean {
    return this.noteDialog.open || this.transferDialog.open || this.closeDialog.open;
  }

  override render() {
    return html`
      <wl-note-dialog></wl-note-dialog>
      <wl-transfer-dialog></wl-transfer-dialog>
      <wl-close-dialog></wl-close-dialog>
    `;
  }

  /** Asks why, and takes the conversation from whoever has it; false if the supervisor thinks better of it. */
  async takeOver(conversation: Conversation): Promise<boolean> {
    const reason = await this.noteDialog.ask("take_over");
    return reason !== null && (await conversation.takeOver(reason));
  }

  /** Asks what must be known and does it; false if the agent thinks better of it. */
  async leave(conversation: Conversation, leaving: Leaving): Promise<boolean> {
    switch (leaving) {
      case "release":
        await conversation.release();
        return true;
      case "transfer": {
        const choice = await this.transferDialog.ask(await conversation.colleagues());
        if (choice) await conversation.transferTo(choice.to, choice.note);
        return choice !== null;
      }
      case "close": {
        const closing = await this.closeDialog.ask(await conversation.wrapUpCodes());
        if (closing) await conversation.close(closing.note, closing.wrapUp);
        return closing !== null;
      }
      case "give_back": {
        const note = await this.noteDialog.ask(leaving);
        if (note !== null) await conversation.giveBack(note, this.noteDialog.tell);
        return note !== null;
      }
    }
  }
}
