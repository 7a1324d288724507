import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { SHORTCUTS, type ShortcutSwitch } from "../shortcuts";
import { words } from "../words";

/** The list of keys, and the switch that turns the single ones off. */
@customElement("wl-shortcuts-dialog")
export class ShortcutsDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4);
        align-items: baseline;
        margin: var(--space-4) 0;
        font-size: var(--text-s);
      }
      dd {
        margin: 0;
      }
      .switch {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        margin-bottom: var(--space-4);
        font-weight: var(--weight-normal);
      }
      input {
        width: 1.25rem;
        height: 1.25rem;
        margin: 0;
        accent-color: var(--color-accent);
      }
    `,
  ];

  @property({ attribute: false }) shortcuts: ShortcutSwitch | null = null;

  @query("dialog") private dialog!: HTMLDialogElement;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  get open(): boolean {
    return this.dialog.open;
  }

  show(): void {
    this.dialog.showModal();
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading" closedby="any">
        <h2 id="heading">${words.t("shortcuts")}</h2>
        <dl>
          ${SHORTCUTS.map(
            ({ action, keys }) => html`
              <dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
              <dd>${words.t(`shortcut_${action}`)}</dd>
            `,
          )}
          <dt>
            <kbd>Alt</kbd>
            <kbd>Shift</kbd>
            <kbd>1</kbd>
            …
            <kbd>9</kbd>
          </dt>
          <dd>${words.t("shortcut_suggestion")}</dd>
          <dt><kbd>/</kbd></dt>
          <dd>${words.t("shortcut_slash")}</dd>
          <dt><kbd>@</kbd></dt>
          <dd>${words.t("shortcut_mention")}</dd>
          <dt><kbd>Enter</kbd></dt>
          <dd>${words.t("shortcut_send")}</dd>
          <dt>
            <kbd>Shift</kbd>
            <kbd>Enter</kbd>
          </dt>
          <dd>${words.t("shortcut_new_line")}</dd>
          <dt><kbd>Esc</kbd></dt>
          <dd>${words.t("shortcut_leave")}</dd>
        </dl>
        <label class="switch">
          <input type="checkbox" .checked=${this.shortcuts?.on ?? true} @change=${this.#toggle} />
          ${words.t("shortcuts_single")}
        </label>
        <div class="actions">
          <button class="button primary" autofocus @click=${() => this.dialog.close()}>
            ${staffWords.t("close")}
          </button>
        </div>
      </dialog>
    `;
  }

  readonly #toggle = (event: Event): void => {
    if (this.shortcuts) this.shortcuts.on = (event.target as HTMLInputElement).checked;
  };
}
