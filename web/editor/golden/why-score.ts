import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { percent } from "../words";
import { PARTS, type ExplainedHit } from "./protocol";
import { goldenWords } from "./words";

/** What a hit's score is made of, in plain words; closed until asked for. */
@customElement("wl-why-score")
export class WhyScore extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        font-size: var(--text-xs);
      }
      summary {
        min-height: 1.5rem;
        color: var(--color-accent);
        cursor: pointer;
      }
      table {
        width: 100%;
        margin: var(--space-2) 0;
        border-spacing: 0;
      }
      th,
      td {
        padding: 0.125rem var(--space-1) 0.125rem 0;
        font-weight: var(--weight-normal);
        text-align: start;
        vertical-align: top;
      }
      thead th {
        color: var(--color-ink-soft);
      }
      td {
        font-variant-numeric: tabular-nums;
        text-align: end;
        white-space: nowrap;
      }
      thead th:not(:first-child) {
        text-align: end;
      }
      blockquote {
        margin: var(--space-1) 0 var(--space-2);
        padding-inline-start: var(--space-2);
        border-inline-start: 2px solid var(--color-line-strong);
        color: var(--color-ink-soft);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];

  @property({ attribute: false }) hit!: ExplainedHit;

  constructor() {
    super();
    new LocaleController(this, goldenWords);
  }

  override render() {
    const { score, language, why } = this.hit;
    const { matched, shared_words: shared } = why;
    return html`
      <details>
        <summary>${goldenWords.t("why", { score: percent(score) })}</summary>
        <p class="hint">${goldenWords.t("why_lead")}</p>
        <table>
          <thead>
            <tr>
              <th></th>
              <th scope="col">${goldenWords.t("measured")}</th>
              <th scope="col">${goldenWords.t("points")}</th>
            </tr>
          </thead>
          <tbody>
            ${this.#parts()}
          </tbody>
        </table>
        <p>${goldenWords.t(`matched_${matched.kind}`, { nearness: percent(matched.nearness) })}</p>
        <blockquote lang=${language}>${matched.text}</blockquote>
        <p>
          ${
            shared.length > 0
              ? goldenWords.t("shared_words", { words: shared.join(", ") })
              : goldenWords.t("no_shared_words")
          }
        </p>
      </details>
    `;
  }

  #parts() {
    const points = new Intl.NumberFormat(goldenWords.language, {
      signDisplay: "always",
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    const parts = PARTS.map((name) => this.hit.why.parts.find((part) => part.name === name)!);
    return parts.map(
      ({ name, measure, points: added }) => html`
        <tr>
          <th scope="row">${goldenWords.t(`part_${name}`)}</th>
          <td>${measure === null || name === "lead" ? "" : percent(measure)}</td>
          <td>${points.format(added)}</td>
        </tr>
      `,
    );
  }
}
