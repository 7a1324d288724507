import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { percent } from "../words";
import type { Comparison, Fared, GateReport, Outcome } from "./protocol";
import { goldenWords } from "./words";

/** The report in one sentence. */
export function reportInShort({ better, worse }: GateReport): string {
  const told = [
    worse.length > 0 ? goldenWords.t("report_worse", { count: worse.length }) : "",
    better.length > 0 ? goldenWords.t("report_better", { count: better.length }) : "",
  ].filter(Boolean);
  return told.join(", ") || goldenWords.t("report_same");
}

const LOOKS: Record<Outcome, string> = {
  answered: "success",
  suggested: "success",
  withheld: "success",
  missed: "warning",
  wrong: "danger",
};

/** What a change does to the golden questions: what gets worse, then what gets better. */
@customElement("wl-gate-report")
export class GateReportView extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        color: var(--color-ink);
        font-size: var(--text-s);
      }
      h3 {
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      ul {
        display: grid;
        gap: var(--space-3);
        margin: var(--space-2) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-s);
        background: var(--color-raised);
      }
      .text {
        font-weight: var(--weight-medium);
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--space-1) var(--space-3);
        margin: var(--space-2) 0 0;
      }
      dt {
        color: var(--color-ink-soft);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) report!: GateReport;
  /** Whether the change has been made, so that what came after it is what is now. */
  @property({ type: Boolean }) done = false;

  constructor() {
    super();
    new LocaleController(this, goldenWords);
  }

  override render() {
    const { questions, passing_before: before, passing_after: after, better, worse } = this.report;
    if (questions === 0) return html`<p class="hint">${goldenWords.t("report_none")}</p>`;
    return html`
      <p class="hint">${goldenWords.t("report_passing", { before, after, questions })}</p>
      ${better.length + worse.length === 0 ? html`<p>${goldenWords.t("report_same")}</p>` : nothing}
      ${this.#list("report_worse", worse)} ${this.#list("report_better", better)}
    `;
  }

  #list(heading: "report_worse" | "report_better", comparisons: readonly Comparison[]) {
    if (comparisons.length === 0) return nothing;
    return html`
      <section>
        <h3>${goldenWords.t(heading, { count: comparisons.length })}</h3>
        <ul>
          ${comparisons.map((comparison) => html`<li>${this.#comparison(comparison)}</li>`)}
        </ul>
      </section>
    `;
  }

  #comparison({ text, language, article_id, before, after }: Comparison) {
    return html`
      <div class="text" lang=${language}>${text}</div>
      <div class="hint">${language.toUpperCase()} · ${article_id ?? goldenWords.t("golden_nothing")}</div>
      <dl>
        <dt>${goldenWords.t(this.done ? "before" : "now")}</dt>
        <dd>${this.#fared(before)}</dd>
        <dt>${goldenWords.t(this.done ? "now" : "after")}</dt>
        <dd>${this.#fared(after)}</dd>
      </dl>
    `;
  }

  #fared({ outcome, title, score }: Fared) {
    return html`
      <span class="badge ${LOOKS[outcome]}">${goldenWords.t(`outcome_${outcome}`)}</span>
      ${
        title
          ? html`<span class="hint">${goldenWords.t("best_hit", { title, score: percent(score) })}</span>`
          : nothing
      }
    `;
  }
}
