import { LitElement, css, html, svg } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LocaleController } from "../../shared/i18n";
import { gapWords } from "./words";

const WIDTH = 96;
const HEIGHT = 24;
const GAP = 2;

/** How often something was asked in each part of a period, as small bars. */
@customElement("wl-trend-line")
export class TrendLine extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
    }
    svg {
      display: block;
    }
    rect {
      fill: var(--color-accent);
    }
    .none {
      fill: var(--color-line);
    }
  `;

  @property({ attribute: false }) counts: readonly number[] = [];

  constructor() {
    super();
    new LocaleController(this, gapWords);
  }

  override render() {
    const most = Math.max(1, ...this.counts);
    const width = (WIDTH + GAP) / Math.max(1, this.counts.length) - GAP;
    const label = gapWords.t("trend_label", { counts: this.counts.join(", ") });
    return html`
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} role="img" aria-label=${label}>
        ${this.counts.map((count, index) => {
          const height = count ? Math.max(4, (count / most) * HEIGHT) : 2;
          return svg`<rect class=${count ? "some" : "none"} x=${index * (width + GAP)} y=${HEIGHT - height} width=${width} height=${height} rx="1" />`;
        })}
      </svg>
    `;
  }
}
