import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { stopwatch } from "../stopwatch";

const SECOND = 1000;

/** A clock that counts up from a moment: `4:07`, `1:02:45`. */
@customElement("wl-waiting-time")
export class WaitingTime extends LitElement {
  static override styles = css`
    :host {
      font-variant-numeric: tabular-nums;
    }
  `;

  @property() since = "";

  #tick: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => this.requestUpdate(), SECOND);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  override render() {
    return html`<time datetime=${this.since}>${clockSince(this.since, Date.now())}</time>`;
  }
}

/** The time from a moment to now on a stopwatch; a clock that is ahead of the desk's shows no negative. */
export function clockSince(since: string, now: number): string {
  return stopwatch((now - new Date(since).getTime()) / SECOND);
}
