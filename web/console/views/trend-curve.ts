import { LitElement, css, html, svg } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LocaleController } from "../../shared/i18n";
import { moodBand, percent, words } from "../words";

export interface TrendPoint {
  seq: number;
  /** From 0 to 1. */
  frustration: number;
  reasons: string[];
}

const WIDTH = 240;
const HEIGHT = 64;
const MARGIN = 6;

/** The customer's frustration from message to message, as a small curve. */
@customElement("wl-trend-curve")
export class TrendCurve extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      max-width: 22rem;
      height: auto;
    }
    .guide {
      stroke: var(--color-line);
      stroke-dasharray: 3 3;
    }
    .curve {
      fill: none;
      stroke: var(--color-ink-soft);
      stroke-width: 1.75;
      stroke-linejoin: round;
    }
    circle {
      stroke: var(--color-surface);
      stroke-width: 1.5;
    }
    .calm {
      fill: var(--color-success);
    }
    .tense {
      fill: var(--color-warning);
    }
    .angry {
      fill: var(--color-danger);
    }
  `;

  @property({ attribute: false }) points: readonly TrendPoint[] = [];

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const places = this.points.map((point, index) => ({
      point,
      ...placeOf(point, index, this.points.length),
    }));
    return html`
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${this.#inWords()}>
        ${[0, 0.5, 1].map((share) => {
          const y = heightOf(share);
          return svg`<line class="guide" x1=${MARGIN} x2=${WIDTH - MARGIN} y1=${y} y2=${y} />`;
        })}
        ${svg`<polyline class="curve" points=${places.map(({ x, y }) => `${x},${y}`).join(" ")} />`}
        ${places.map(
          ({ point, x, y }) => svg`
            <circle class=${moodBand(point.frustration)} cx=${x} cy=${y} r="4">
              <title>${[percent(point.frustration), ...point.reasons].join(", ")}</title>
            </circle>`,
        )}
      </svg>
    `;
  }

  #inWords(): string {
    const first = this.points[0];
    const last = this.points.at(-1);
    if (!first || !last) return "";
    return words.t("trend", {
      count: this.points.length,
      first: percent(first.frustration),
      last: percent(last.frustration),
    });
  }
}

function placeOf(point: TrendPoint, index: number, count: number): { x: number; y: number } {
  const step = count > 1 ? (WIDTH - 2 * MARGIN) / (count - 1) : 0;
  return { x: MARGIN + index * step, y: heightOf(point.frustration) };
}

function heightOf(frustration: number): number {
  return HEIGHT - MARGIN - Math.min(1, Math.max(0, frustration)) * (HEIGHT - 2 * MARGIN);
}
