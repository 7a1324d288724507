import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { timeAgo } from "../../shared/time";
import { addressOf } from "../route";
import { moment, percent } from "../words";
import type { Act, FailureKind, Gap, GapStatus, QuestionGroup, Target } from "./protocol";
import "./trend-line";
import { gapWords } from "./words";

const KINDS: readonly FailureKind[] = ["abstained", "not_picked", "unhelpful", "escalated"];
const ACTIONS: readonly Act["action"][] = ["start", "add", "dismiss"];
const LOOK: Record<GapStatus, string> = {
  returned: "warning",
  reopened: "warning",
  open: "info",
  closed: "success",
  dismissed: "",
};

/** Questions of one meaning: how many, how they failed, examples, and what can be done about them. */
@customElement("wl-gap-card")
export class GapCard extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      article {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        justify-content: space-between;
      }
      h3 {
        flex: 1 1 18rem;
        min-width: 0;
        font-size: var(--text-l);
        line-height: var(--leading-tight);
        overflow-wrap: anywhere;
      }
      .figures,
      .badges,
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }
      .count {
        font-weight: var(--weight-bold);
        white-space: nowrap;
      }
      .trend {
        display: inline-flex;
        gap: var(--space-1);
        align-items: center;
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      .trend.more {
        color: var(--color-warning);
      }
      .badges {
        gap: var(--space-2);
      }
      .line {
        font-size: var(--text-s);
      }
      summary {
        width: fit-content;
        padding: var(--space-1) 0;
        border-radius: var(--radius-s);
        color: var(--color-accent);
        cursor: pointer;
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: var(--space-2) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding-inline-start: var(--space-3);
        border-inline-start: 2px solid var(--color-line);
        overflow-wrap: anywhere;
      }
      .meta {
        display: block;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .actions {
        justify-content: flex-start;
      }
    `,
  ];

  @property({ attribute: false }) target!: Target;

  constructor() {
    super();
    new LocaleController(this, gapWords);
  }

  override render() {
    const { target } = this;
    const gap = "revision" in target ? target : null;
    const settled = gap?.status === "closed";
    return html`
      <article aria-labelledby="name">
        <header>
          <h3 id="name" lang=${target.language}>${target.name}</h3>
          <span class="figures">
            ${gap ? html`<span class="badge ${LOOK[gap.status]}">${gapWords.t(`status_${gap.status}`)}</span>` : nothing}
            <span class="count">${gapWords.t("times", { count: target.count })}</span>
            <wl-trend-line .counts=${target.trend}></wl-trend-line>
            ${this.#trend()}
          </span>
        </header>
        <div class="badges">
          ${KINDS.filter((kind) => target.kinds[kind]).map(
            (kind) => html`
              <span class="badge ${kind === "escalated" ? "person" : ""}">
                ${gapWords.t(`kind_${kind}`, { count: target.kinds[kind]! })}
              </span>
            `,
          )}
          ${Object.entries(target.languages).map(
            ([language, count]) => html`<span class="badge accent">${language.toUpperCase()} ${count}</span>`,
          )}
          ${
            target.last_asked_at
              ? html`<span class="hint">
                  ${gapWords.t("last_asked", { ago: timeAgo(target.last_asked_at, gapWords.language) })}
                </span>`
              : nothing
          }
        </div>
        ${gap ? this.#done(gap) : this.#nearest(target as QuestionGroup)} ${this.#examples()}
        ${settled ? nothing : this.#actions()}
      </article>
    `;
  }

  #trend() {
    const { count, before } = this.target;
    const change = count - before;
    const words =
      before === 0
        ? gapWords.t("trend_new")
        : change === 0
          ? gapWords.t("trend_same")
          : gapWords.t(change > 0 ? "trend_more" : "trend_less", { change: Math.abs(change) });
    return html`
      <span class="trend ${change > 0 ? "more" : ""}">
        ${change > 0 ? icon("up", 16) : change < 0 ? icon("down", 16) : nothing} ${words}
      </span>
    `;
  }

  #nearest({ nearest }: QuestionGroup) {
    if (!nearest) return html`<p class="line hint">${gapWords.t("nearest_none")}</p>`;
    return html`
      <p class="line">
        <span>${gapWords.t("nearest")}</span>
        <a href=${addressOf(nearest.article_id, nearest.language)} lang=${nearest.language}
          >${nearest.title}</a
        >
        <span class="hint">${gapWords.t("nearest_score", { score: percent(nearest.score) })}</span>
        ${nearest.decision === "answer" ? html`<span>${gapWords.t("nearest_answer")}</span>` : nothing}
      </p>
    `;
  }

  #done(gap: Gap) {
    const { golden } = gap;
    return html`
      <div class="stack">
        <p class="line">
          ${
            gap.article_id
              ? html`<span>
                  ${gapWords.t("article")}
                  <a href=${addressOf(gap.article_id, gap.language)}>${gap.article_id}</a>
                </span>`
              : html`<span>${gapWords.t("reason")} ${gap.reason}</span>`
          }
          <span class="hint">${gapWords.t("acted", { by: gap.acted_by, at: moment(gap.acted_at) })}</span>
          ${gap.since > 0 ? html`<span class="hint">${gapWords.t("since", { count: gap.since })}</span>` : nothing}
        </p>
        ${
          gap.action === "dismiss"
            ? nothing
            : html`<p class="line">
                ${
                  golden.total > 0
                    ? gapWords.t("golden", { passing: golden.passing, total: golden.total })
                    : gapWords.t("golden_none")
                }
              </p>`
        }
      </div>
    `;
  }

  #examples() {
    const { examples } = this.target;
    if (examples.length === 0) return nothing;
    return html`
      <details>
        <summary>${gapWords.t("examples", { count: examples.length })}</summary>
        <ul>
          ${examples.map(
            ({ text, language, kind, asked_at }) => html`
              <li>
                <span lang=${language}>${text}</span>
                <span class="meta">
                  ${language.toUpperCase()}, ${gapWords.t(`asked_as_${kind}`)},
                  <time datetime=${asked_at}>${timeAgo(asked_at, gapWords.language)}</time>
                </span>
              </li>
            `,
          )}
        </ul>
      </details>
    `;
  }

  #actions() {
    return html`
      <div class="actions">
        ${ACTIONS.map((action) => {
          const words = gapWords.t(action);
          return html`
            <button
              class="button compact"
              aria-label=${gapWords.t("about", { action: words, name: this.target.name })}
              @click=${() => this.#chosen(action)}
            >
              ${words}
            </button>
          `;
        })}
      </div>
    `;
  }

  #chosen(action: Act["action"]): void {
    this.dispatchEvent(new CustomEvent("wl-act", { detail: action, bubbles: true, composed: true }));
  }
}
