import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Edition } from "../state/edition";
import "./gate-report";
import { goldenWords } from "./words";

const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

/** Opens when golden questions would do worse: shows which, and takes a reason to go on all the same. */
@customElement("wl-gate-dialog")
export class GateDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      dialog {
        width: min(42rem, calc(100vw - 2rem));
      }
      textarea {
        min-height: 4.5rem;
        field-sizing: content;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  @state() private refused = false;

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("textarea") private reason!: HTMLTextAreaElement;

  constructor() {
    super();
    new LocaleController(this, goldenWords);
    new Follow(this, () => this.edition);
  }

  protected override updated(): void {
    if (this.edition.loss && !this.dialog.open) this.dialog.showModal();
    else if (!this.edition.loss && this.dialog.open) this.dialog.close();
  }

  override render() {
    const { loss } = this.edition;
    return html`
      <dialog aria-labelledby="heading" aria-describedby="lead" @close=${this.#closed}>
        ${
          loss
            ? html`
                <form novalidate @submit=${this.#submitted}>
                  <h2 id="heading">${goldenWords.t(`lost_${loss.work}`)}</h2>
                  <p id="lead" class="hint">${goldenWords.t("lost_lead")}</p>
                  <wl-gate-report .report=${loss.report}></wl-gate-report>
                  <div class="field">
                    <label for="reason">${goldenWords.t("reason")}</label>
                    <textarea
                      id="reason"
                      class="input"
                      maxlength=${LONGEST_REASON}
                      aria-invalid=${this.refused}
                      aria-describedby="reason-help"
                      @input=${() => (this.refused = false)}
                    ></textarea>
                    <span id="reason-help" class=${this.refused ? "field-error" : "hint"}>
                      ${goldenWords.t(this.refused ? "reason_problem" : "reason_hint")}
                    </span>
                  </div>
                  <div class="actions">
                    <button class="button danger">${goldenWords.t(`${loss.work}_anyway`)}</button>
                    <button
                      type="button"
                      class="button primary"
                      autofocus
                      @click=${() => this.edition.giveWay()}
                    >
                      ${goldenWords.t("back_to_text")}
                    </button>
                  </div>
                </form>
              `
            : nothing
        }
      </dialog>
    `;
  }

  readonly #closed = (): void => {
    this.refused = false;
    if (this.edition.loss) this.edition.giveWay();
  };

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    const reason = this.reason.value.trim();
    this.refused = reason.length < SHORTEST_REASON;
    if (this.refused) return this.reason.focus();
    void this.edition.insist(reason);
  };
}
