import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { FieldChange } from "../../shared/editor-protocol";
import { cleaned, differingFields } from "../state/content";
import type { EditConflict, Edition } from "../state/edition";
import { FIELD_NAMES, words } from "../words";
import "./difference-list";

/** Two people have changed the same draft: shows both texts and lets the editor choose. */
@customElement("wl-conflict-panel")
export class ConflictPanel extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      section {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--color-warning);
        border-radius: var(--radius-m);
        background: var(--color-warning-soft);
      }
      h3 {
        display: flex;
        gap: var(--space-2);
        color: var(--color-warning);
        font-size: var(--text-m);
      }
      dl {
        display: grid;
        gap: var(--space-3);
        margin: 0;
      }
      .texts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
        gap: var(--space-3);
      }
      dt {
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      dd {
        margin: 0;
      }
      summary {
        cursor: pointer;
        font-size: var(--text-s);
      }
      textarea {
        min-height: 3.5rem;
        max-height: 16rem;
        font: var(--text-xs) / 1.5 var(--font-mono);
        field-sizing: content;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  @state() private changes: readonly FieldChange[] | null = null;

  #compared: EditConflict | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.edition);
  }

  protected override willUpdate(): void {
    const { conflict } = this.edition;
    if (conflict === this.#compared) return;
    this.#compared = conflict;
    this.changes = null;
    if (conflict) void this.#compare(conflict);
  }

  override render() {
    const { edition } = this;
    const { conflict, content } = edition;
    if (!conflict) return html``;
    const { by, theirs } = conflict;
    return html`
      <section role="alert" aria-labelledby="heading">
        <h3 id="heading">${icon("warning")} ${words.t("conflict", { by })}</h3>
        <p class="hint">${words.t("conflict_lead")}</p>
        ${
          this.changes
            ? html`
                <p class="label">${words.t("conflict_changes", { by })}</p>
                <wl-difference-list .changes=${this.changes} lang=${edition.language}></wl-difference-list>
              `
            : nothing
        }
        <details ?open=${this.changes === null}>
          <summary>${words.t("both_texts")}</summary>
          <dl>
            ${differingFields(content, theirs.draft).map(
              (field) => html`
                <div>
                  <dt>${words.t(FIELD_NAMES[field])}</dt>
                  <dd class="texts">
                    ${this.#text(words.t("mine"), content[field])} ${this.#text(by, theirs.draft[field])}
                  </dd>
                </div>
              `,
            )}
          </dl>
        </details>
        <div class="actions">
          <button class="button compact" @click=${() => edition.takeTheirs()}>
            ${words.t("take_theirs", { by })}
          </button>
          <button class="button compact primary" @click=${() => void edition.keepMine()}>
            ${words.t("keep_mine")}
          </button>
        </div>
      </section>
    `;
  }

  /** Without a comparison, as when the desk cannot be reached, both texts stand open below each other. */
  async #compare(conflict: EditConflict): Promise<void> {
    const mine = cleaned(this.edition.content);
    const changes = await this.edition.compare(conflict.theirs.draft, mine).catch(() => null);
    if (conflict === this.#compared) this.changes = changes;
  }

  #text(whose: string, value: string | readonly string[] | null) {
    const text = Array.isArray(value) ? value.join("\n") : String(value ?? "");
    return html`
      <label>
        ${whose}
        <textarea class="input" readonly .value=${text}></textarea>
      </label>
    `;
  }
}
