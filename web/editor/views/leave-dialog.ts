import { LitElement, html } from "lit";
import { customElement, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { words } from "../words";

export type LeaveDecision = "stay" | "save" | "leave";

/** Asks what becomes of typed text when the editor goes elsewhere. */
@customElement("wl-leave-dialog")
export class LeaveDialog extends LitElement {
  static override styles = [baseStyles, pageStyles];

  @query("dialog") private dialog!: HTMLDialogElement;

  #decided: ((decision: LeaveDecision) => void) | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  ask(): Promise<LeaveDecision> {
    this.dialog.returnValue = "stay";
    if (!this.dialog.open) this.dialog.showModal();
    return new Promise((resolve) => (this.#decided = resolve));
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading" aria-describedby="lead" @close=${this.#closed}>
        <form method="dialog">
          <h2 id="heading">${words.t("leave_heading")}</h2>
          <p id="lead" class="hint">${words.t("leave_lead")}</p>
          <div class="actions">
            <button class="button" value="leave">${words.t("leave")}</button>
            <button class="button" value="stay">${words.t("stay")}</button>
            <button class="button primary" value="save" autofocus>${words.t("save_and_leave")}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  readonly #closed = (): void => {
    this.#decided?.(this.dialog.returnValue as LeaveDecision);
    this.#decided = null;
  };
}
