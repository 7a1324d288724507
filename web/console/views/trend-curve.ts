import { LitElement, css, html, nothing, svg } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LocaleController } from "../../shared/i18n";
import type { TrendPoint } from "../state/mood-trend";
import { moodBand, percent, pointInWords, words, type MoodBand } from "../words";

const WIDTH = 220;
const HEIGHT = 48;
const MARGIN = 8;

/** The shape says what the colour says. */
const SHAPES: Record<MoodBand, string> = {
  calm: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
  tense: "M0 -5L5 0L0 5L-5 0Z",
  angry: "M0 -5.5L5.5 4.5L-5.5 4.5Z",
};

/**
 * The conversation's mood from message to message, as a small curve. Arrow keys go from point to point.
 *
 * Says `inspect` with the point that is looked at, or null.
 */
@customElement("wl-trend-curve")
export class TrendCurve extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
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
    .shape {
      stroke: var(--color-surface);
      stroke-width: 1.25;
    }
    .reach {
      fill: transparent;
    }
    .point {
      outline: none;
    }
    .point:hover .shape,
    .point.shown .shape {
      stroke: var(--color-ink);
    }
    .point:focus-visible .shape {
      stroke: var(--color-focus);
      stroke-width: 3;
      paint-order: stroke;
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

  /** The point the keyboard is at; the last one until it has been elsewhere. */
  @state() private at: number | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const places = this.points.map((point, index) => ({ point, ...this.#placeOf(point, index) }));
    return html`
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        role="group"
        aria-label=${this.#inWords()}
        @keydown=${this.#pressed}
        @focusout=${() => this.#inspect(null)}
        @pointerleave=${() => this.#inspect(null)}
      >
        ${[0, 0.5, 1].map((share) => {
          const y = heightOf(share);
          return svg`<line class="guide" x1=${MARGIN} x2=${WIDTH - MARGIN} y1=${y} y2=${y} />`;
        })}
        ${svg`<polyline class="curve" points=${places.map(({ x, y }) => `${x},${y}`).join(" ")} />`}
        ${places.map(({ point, x, y }, index) => this.#point(point, index, x, y))}
      </svg>
    `;
  }

  #point(point: TrendPoint, index: number, x: number, y: number) {
    const band = moodBand(point.value);
    const reach = Math.min(this.#step, WIDTH);
    return svg`
      <g
        class="point"
        role="img"
        tabindex=${index === this.#current ? 0 : -1}
        aria-label=${pointInWords(point)}
        @focus=${() => this.#arrive(index)}
        @pointerenter=${() => this.#inspect(point)}
      >
        <rect class="reach" x=${x - reach / 2} y="0" width=${reach} height=${HEIGHT} />
        <path class="shape ${band}" d=${SHAPES[band]} transform="translate(${x} ${y})" />
        ${
          point.corrected
            ? svg`<line x1=${x - 4} x2=${x + 4} y1=${HEIGHT - 1} y2=${HEIGHT - 1} stroke="currentColor" />`
            : nothing
        }
      </g>`;
  }

  get #current(): number {
    return Math.min(this.at ?? Infinity, this.points.length - 1);
  }

  get #step(): number {
    return (WIDTH - 2 * MARGIN) / Math.max(1, this.points.length - 1);
  }

  #placeOf(point: TrendPoint, index: number): { x: number; y: number } {
    const x = this.points.length > 1 ? MARGIN + index * this.#step : WIDTH / 2;
    return { x, y: heightOf(point.value) };
  }

  #arrive(index: number): void {
    this.at = index === this.points.length - 1 ? null : index;
    this.#inspect(this.points[index] ?? null);
  }

  #inspect(point: TrendPoint | null): void {
    this.dispatchEvent(new CustomEvent("inspect", { detail: point }));
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const last = this.points.length - 1;
    const to = { ArrowLeft: this.#current - 1, ArrowRight: this.#current + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const points = this.renderRoot.querySelectorAll<SVGElement>(".point");
    points[Math.min(Math.max(to, 0), last)]?.focus();
  };

  #inWords(): string {
    const first = this.points[0];
    const last = this.points.at(-1);
    if (!first || !last) return "";
    return words.t("trend", {
      count: this.points.length,
      first: percent(first.value),
      last: percent(last.value),
    });
  }
}

function heightOf(value: number): number {
  return HEIGHT - MARGIN - Math.min(1, Math.max(0, value)) * (HEIGHT - 2 * MARGIN);
}
