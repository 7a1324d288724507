import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { DifferencePart, FieldChange } from "../../shared/editor-protocol";
import { FIELD_NAMES, words } from "../words";

/** What changed from one state of an article to another, field by field and word by word. */
@customElement("wl-difference-list")
export class DifferenceList extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      dl {
        display: grid;
        gap: var(--space-3);
        margin: 0;
      }
      dt {
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      dd {
        margin: var(--space-1) 0 0;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-s);
        background: var(--color-raised);
        color: var(--color-ink);
        font: var(--text-xs) / 1.6 var(--font-mono);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      ins {
        background: var(--color-success-soft);
        color: var(--color-success);
      }
      del {
        background: var(--color-danger-soft);
        color: var(--color-danger);
      }
      .skipped {
        display: block;
        margin: var(--space-1) 0;
        color: var(--color-ink-soft);
        font-family: var(--font-body);
        text-align: center;
      }
    `,
  ];

  @property({ attribute: false }) changes: readonly FieldChange[] = [];
  @property() override lang = "";

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    if (this.changes.length === 0) return html`<p class="hint">${words.t("no_differences")}</p>`;
    return html`
      <dl>
        ${this.changes.map(
          ({ field, parts }) => html`
            <div>
              <dt>${words.t(FIELD_NAMES[field])}</dt>
              <dd lang=${this.lang}>${parts.map((part) => this.#part(part))}</dd>
            </div>
          `,
        )}
      </dl>
    `;
  }

  #part(part: DifferencePart) {
    switch (part.kind) {
      case "skipped":
        return html`<span class="skipped">${words.t("lines_skipped", { count: part.lines })}</span>`;
      case "added":
        return html`<ins>${part.text}</ins>`;
      case "removed":
        return html`<del>${part.text}</del>`;
      case "same":
        return part.text;
    }
  }
}
