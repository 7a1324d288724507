import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { moodBand, percent, words, type MoodBand } from "../words";

const LOOKS: Record<MoodBand, string> = { calm: "success", tense: "warning", angry: "danger" };

/** How frustrated the customer is, as a word and a share. */
@customElement("wl-mood-badge")
export class MoodBadge extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: inline-flex;
      }
    `,
  ];

  /** From 0 to 1; null while nobody knows. */
  @property({ type: Number }) frustration: number | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    if (this.frustration === null) return nothing;
    const band = moodBand(this.frustration);
    return html`
      <span class="badge ${LOOKS[band]}" title=${words.t("frustration")}>
        <span class="visually-hidden">${words.t("frustration")}:</span>
        ${words.t(`mood_${band}`)} ${percent(this.frustration)}
      </span>
    `;
  }
}
