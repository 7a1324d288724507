import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { StaffMessage } from "../../shared/staff-protocol";
import { trendOf, type TrendPoint } from "../state/mood-trend";
import { cuesInWords, percent, words } from "../words";
import "./mood-badge";
import "./trend-curve";

/** The mood of the conversation on the table: its curve, how it is now, and why. */
@customElement("wl-mood-trend")
export class MoodTrend extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      section {
        display: flex;
        gap: var(--space-4);
        align-items: center;
        padding: var(--space-1) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-surface);
        font-size: var(--text-s);
      }
      wl-trend-curve {
        flex: 0 1 13.75rem;
        min-width: 7rem;
      }
      .now {
        flex: 1;
        min-width: 0;
      }
      .said,
      .why {
        display: -webkit-box;
        overflow: hidden;
        line-height: 1.35;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
      }
      .now {
        display: grid;
        gap: 2px;
        align-content: center;
        min-height: 3.75rem;
      }
      .said {
        -webkit-line-clamp: 1;
      }
      .why {
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        -webkit-line-clamp: 2;
      }
    `,
  ];

  @property({ attribute: false }) messages: readonly StaffMessage[] = [];

  /** The number of the message whose point is looked at. */
  @state() private inspected: number | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const points = trendOf(this.messages);
    const last = points.at(-1);
    if (!last) return nothing;
    const shown = points.find(({ seq }) => seq === this.inspected);
    return html`
      <section aria-label=${words.t("mood_trend")}>
        <wl-trend-curve .points=${points} @inspect=${this.#inspect}></wl-trend-curve>
        <div class="now">${shown ? this.#point(shown) : this.#present(last)}</div>
      </section>
    `;
  }

  #present({ value, reasons, corrected }: TrendPoint) {
    return html`
      <span><wl-mood-badge .frustration=${value}></wl-mood-badge></span>
      <span class="why">${cuesInWords(reasons, corrected)}</span>
    `;
  }

  #point({ text, value, reasons, corrected }: TrendPoint) {
    return html`
      <span class="said">${words.t("quoted", { text })}</span>
      <span class="why"
        >${[percent(value), cuesInWords(reasons, corrected)].filter(Boolean).join(" · ")}</span
      >
    `;
  }

  readonly #inspect = (event: CustomEvent<TrendPoint | null>): void => {
    this.inspected = event.detail?.seq ?? null;
  };
}
