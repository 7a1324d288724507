import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import type { BrokenLink } from "../../shared/editor-protocol";
import { addressOf } from "../route";
import type { Edition } from "../state/edition";
import { LinkReport } from "../state/link-report";
import { words } from "../words";

/** The links of the saved draft that lead customers nowhere. */
@customElement("wl-link-warnings")
export class LinkWarnings extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      .alert {
        display: grid;
        margin-top: var(--space-3);
        gap: var(--space-1);
      }
      ul {
        margin: 0;
        padding-inline-start: var(--space-5);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  readonly #report = new LinkReport(() => this.edition.links());

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.edition);
    new Follow(this, () => this.#report);
  }

  protected override willUpdate(): void {
    const { stored, language } = this.edition;
    this.#report.follow(stored ? `${language} ${stored.draft_revision} ${stored.status}` : "");
  }

  override render() {
    const { broken } = this.#report.links;
    return html`
      <div role="status">
        ${
          broken.length > 0
            ? html`
                <div class="alert warning">
                  <strong>${words.t("broken_links", { count: broken.length })}</strong>
                  <ul>
                    ${broken.map((link) => html`<li>${this.#target(link)}: ${words.t(`link_${link.problem}`)}</li>`)}
                  </ul>
                </div>
              `
            : nothing
        }
      </div>
    `;
  }

  #target({ target, problem }: BrokenLink) {
    if (problem === "unknown" || problem === "unknown_picture") return html`<code>${target}</code>`;
    return html`<a href=${addressOf(target, this.edition.language)} target="_blank">${target}</a>`;
  }
}
