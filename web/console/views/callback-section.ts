import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import type { CallbackAct } from "../state/agent-api";
import type { Callbacks } from "../state/callbacks";
import { words } from "../words";
import "./callback-item";
import type { CallbackItem } from "./callback-item";
import "./note-dialog";
import type { NoteDialog } from "./note-dialog";
import { sectionStyles } from "./section-styles";

/** Customers who are to be called or written to; the number of a ticket is shown to whoever takes it. */
@customElement("wl-callback-section")
export class CallbackSection extends LitElement {
  static override styles = [baseStyles, pageStyles, sectionStyles];

  @property({ attribute: false }) callbacks!: Callbacks;
  /** Whether the desk has given the lists. */
  @property({ type: Boolean }) loaded = false;

  @query("wl-note-dialog") private noteDialog!: NoteDialog;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.callbacks);
  }

  get dialogIsOpen(): boolean {
    return this.noteDialog?.open ?? false;
  }

  override render() {
    const { open, changing, problem } = this.callbacks;
    return html`
      <section aria-labelledby="callbacks">
        <h2 id="callbacks" tabindex="-1">
          ${words.t("callbacks")}
          <span class="badge">${open.length}</span>
        </h2>
        ${
          open.length === 0 && this.loaded
            ? html`<p class="empty hint">${words.t("callbacks_empty")}</p>`
            : nothing
        }
        <ul>
          ${repeat(
            open,
            ({ id }) => id,
            (callback) => html`
              <li>
                <wl-callback-item
                  .callback=${callback}
                  .mine=${this.callbacks.isMine(callback)}
                  .releasable=${this.callbacks.mayRelease(callback)}
                  .changing=${changing === callback.id}
                  .problem=${problem?.id === callback.id ? problem : null}
                  @act=${(event: CustomEvent<CallbackAct>) => this.#act(callback.id, event.detail)}
                ></wl-callback-item>
              </li>
            `,
          )}
        </ul>
      </section>
      <wl-note-dialog></wl-note-dialog>
    `;
  }

  async #act(id: string, act: CallbackAct): Promise<void> {
    const noted = act === "done" || act === "missed";
    const note = noted ? await this.noteDialog.ask(`callback_${act}`) : "";
    if (note === null) return;
    await this.callbacks.act(id, act, note);
    await this.#focusOn(id);
  }

  /** The button that was pressed may be gone: the focus stays with its call-back, or else with the list. */
  async #focusOn(id: string): Promise<void> {
    await this.updateComplete;
    const at = this.callbacks.open.findIndex((callback) => callback.id === id);
    const item = this.renderRoot.querySelectorAll<CallbackItem>("wl-callback-item")[at];
    await item?.updateComplete;
    if (item) item.focusActs();
    else this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }
}
