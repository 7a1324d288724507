import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { calendarDay } from "../../shared/time";
import { addressOf } from "../route";
import { percent } from "../words";
import type { Gaps } from "./gaps";
import type { Finding, FindingKind } from "./protocol";
import { gapWords } from "./words";

const KINDS: readonly FindingKind[] = [
  "review_past",
  "unhelpful",
  "review_due",
  "never_picked",
  "never_found",
  "one_language",
];

/** Articles that want a look, by what is the matter with them. */
@customElement("wl-health-panel")
export class HealthPanel extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
      }
      section {
        display: grid;
        gap: var(--space-2);
      }
      h2 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        font-size: var(--text-l);
      }
      ul {
        display: grid;
        margin: 0;
        padding: 0;
        overflow: hidden;
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-3);
        align-items: baseline;
        justify-content: space-between;
        padding: var(--space-3) var(--space-4);
      }
      li + li {
        border-top: 1px solid var(--color-line);
      }
      li a {
        min-width: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) gaps!: Gaps;

  constructor() {
    super();
    new LocaleController(this, gapWords);
    new Follow(this, () => this.gaps);
  }

  override render() {
    const { health, healthStatus } = this.gaps;
    if (healthStatus === "failed")
      return html`
        <p class="alert" role="alert">
          <span>${gapWords.t("health_failed")}</span>
          <button class="button compact" @click=${() => void this.gaps.loadHealth()}>
            ${staffWords.t("try_again")}
          </button>
        </p>
      `;
    if (!health) return html`<p class="hint" role="status">${staffWords.t("loading")}</p>`;
    const count = health.findings.length;
    return html`
      <p class="hint" role="status">
        ${count > 0 ? gapWords.t("health_found", { count }) : gapWords.t("health_good")}
      </p>
      ${KINDS.map((kind) =>
        this.#section(
          kind,
          health.findings.filter((finding) => finding.kind === kind),
        ),
      )}
    `;
  }

  #section(kind: FindingKind, findings: readonly Finding[]) {
    if (findings.length === 0) return nothing;
    return html`
      <section aria-labelledby=${kind}>
        <h2 id=${kind}>
          ${gapWords.t(`finding_${kind}`)}
          <span class="badge ${kind === "review_past" ? "warning" : ""}">${findings.length}</span>
        </h2>
        <p class="hint">${gapWords.t(`finding_${kind}_lead`)}</p>
        <ul>
          ${findings.map(
            (finding) => html`
              <li>
                <a href=${addressOf(finding.article_id, finding.language ?? gapWords.language)}>
                  ${finding.title}
                </a>
                <span class="hint">${this.#figures(finding)}</span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #figures(finding: Finding): string {
    const { kind, language, review_by, shown = 0, unhelpful = 0, suggested = 0 } = finding;
    if (review_by) {
      const day = `${calendarDay(review_by, gapWords.language)} ${review_by.slice(0, 4)}`;
      return [language?.toUpperCase(), gapWords.t("review_by", { day })].join(", ");
    }
    if (kind === "unhelpful") {
      const share = percent(unhelpful / Math.max(1, shown));
      return gapWords.t("unhelpful_share", { count: shown, unhelpful, share });
    }
    if (kind === "never_picked") return gapWords.t("suggested_times", { count: suggested });
    return kind === "one_language" && language ? gapWords.t(`only_${language}`) : finding.article_id;
  }
}
