import { LitElement, css, html } from "lit";
import { customElement } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles";
import { LocaleController } from "../shared/i18n";
import { i18n, type StringKey } from "./strings";

const HINTS: StringKey[] = ["hint_order", "hint_return", "hint_foreign", "hint_angry", "hint_person"];

/** What a visitor of the demo may try, folded away until asked for. */
@customElement("try-hints")
export class TryHints extends LitElement {
  static override styles = [
    baseStyles,
    css`
      details {
        max-width: 26rem;
        border: 1px dashed var(--color-line-strong);
        border-radius: var(--radius-m);
        font-size: var(--text-s);
      }
      summary {
        display: flex;
        align-items: center;
        min-height: var(--target);
        padding: 0 var(--space-4);
        cursor: pointer;
        font-weight: var(--weight-medium);
      }
      summary::before {
        content: "+";
        width: 1.25rem;
        color: var(--color-accent);
        font-weight: var(--weight-bold);
      }
      [open] summary::before {
        content: "–";
      }
      .inside {
        padding: 0 var(--space-4) var(--space-4);
      }
      p,
      ul {
        margin: 0 0 var(--space-2);
      }
      ul {
        padding-inline-start: var(--space-4);
      }
      small {
        display: block;
        color: var(--color-ink-soft);
        font-size: inherit;
      }
      q {
        quotes: "„" "”";
      }
      :host(:lang(en)) q {
        quotes: "“" "”";
      }
    `,
  ];

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    return html`
      <details>
        <summary>${i18n.t("hints")}</summary>
        <div class="inside">
          <p>${i18n.t("hints_intro")}</p>
          <ul>
            ${HINTS.map(
              (hint) => html`
                <li>
                  <q>${i18n.t(hint)}</q>
                  ${hint === "hint_order" ? html`<small>${i18n.t("hint_order_more")}</small>` : ""}
                </li>
              `,
            )}
          </ul>
          <a href="/agent" target="_blank" rel="noopener">${i18n.t("hints_staff")}</a>
        </div>
      </details>
    `;
  }
}
