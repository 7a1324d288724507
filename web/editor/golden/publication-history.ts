import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Language } from "../../shared/protocol";
import { moment, words } from "../words";
import type { GoldenApi } from "./golden-api";
import type { Publication } from "./protocol";
import { goldenWords } from "./words";

/** What became public when and by whom, with every reason given for a loss. */
@customElement("wl-publication-history")
export class PublicationHistory extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      h3 {
        margin: var(--space-5) 0 var(--space-2);
        font-size: var(--text-m);
        font-weight: var(--weight-bold);
      }
      ol {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-1);
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--color-line-strong);
        font-size: var(--text-s);
      }
      li.lost {
        border-color: var(--color-warning);
      }
      .reason {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) api!: GoldenApi;
  @property() article = "";
  @property() language: Language = "pl";
  /** Changes when something has been published, so that the list is read again. */
  @property() seen = "";

  @state() private entries: readonly Publication[] | null = null;
  @state() private failed = false;

  constructor() {
    super();
    new LocaleController(this, goldenWords);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("article") || changed.has("language") || changed.has("seen")) void this.#load();
  }

  override render() {
    return html`
      <h3>${goldenWords.t("history")}</h3>
      ${this.failed ? html`<p class="field-error" role="alert">${goldenWords.t("history_failed")}</p>` : nothing}
      ${this.entries?.length === 0 ? html`<p class="hint">${goldenWords.t("history_empty")}</p>` : nothing}
      <ol>
        ${this.entries?.map((entry) => this.#entry(entry))}
      </ol>
    `;
  }

  #entry({ kind, version, actor, at, questions, better, worse, override_reason: reason }: Publication) {
    return html`
      <li class=${worse > 0 ? "lost" : ""}>
        <strong>${goldenWords.t(`history_${kind}`, { version: version ?? "" })}</strong>
        <span class="hint">${words.t("saved_by", { by: actor, at: moment(at) })}</span>
        ${
          questions > 0
            ? html`<span class="hint"
                >${goldenWords.t("history_checked", { questions, better, worse })}</span
              >`
            : nothing
        }
        ${reason ? html`<span class="reason">${goldenWords.t("history_override", { reason })}</span>` : nothing}
      </li>
    `;
  }

  async #load(): Promise<void> {
    const { article, language } = this;
    this.failed = false;
    try {
      const entries = await this.api.publications(article, language);
      if (article === this.article && language === this.language) this.entries = entries;
    } catch {
      this.failed = true;
    }
  }
}
