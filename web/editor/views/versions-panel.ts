import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleVersion } from "../../shared/editor-protocol";
import type { Edition } from "../state/edition";
import { moment, words } from "../words";
import "./version-comparison";
import type { VersionComparison } from "./version-comparison";

/** Every state of the article that was ever public, each of which can become the draft again. */
@customElement("wl-versions-panel")
export class VersionsPanel extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        font-size: var(--text-s);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      .row strong {
        margin-right: auto;
      }
      h2 {
        margin: var(--space-5) 0 var(--space-2);
        font-size: var(--text-m);
      }
      .note {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  @query("wl-version-comparison") private comparison!: VersionComparison;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.edition);
  }

  override render() {
    const { versions } = this.edition;
    if (versions === null) return html`<p class="hint">${staffWords.t("loading")}</p>`;
    return html`
      ${
        versions.length === 0
          ? html`<p class="hint">${words.t("versions_empty")}</p>`
          : html`
              <wl-version-comparison
                .edition=${this.edition}
                .versions=${versions.map(({ version }) => version)}
              ></wl-version-comparison>
              <h2>${words.t("all_versions")}</h2>
              <ol>
                ${repeat(
                  versions,
                  ({ version }) => version,
                  (version) => html`<li>${this.#version(version)}</li>`,
                )}
              </ol>
            `
      }
      ${this.#reviews()}
    `;
  }

  #version({ version, published_at, published_by, content }: ArticleVersion) {
    const { stored, working, conflict } = this.edition;
    const isPublic = version === stored?.version && stored.status !== "archived";
    return html`
      <div class="row">
        <strong>${words.t("version", { version })}</strong>
        ${isPublic ? html`<span class="badge success">${words.t("public_now")}</span>` : nothing}
        <button
          class="button compact"
          aria-label=${words.t("compare_version", { version })}
          @click=${() => void this.#compare(version)}
        >
          ${words.t("compare")}
        </button>
        <button
          class="button compact"
          title=${words.t("restore_lead")}
          aria-label=${words.t("restore_version", { version })}
          ?disabled=${working !== null || conflict !== null}
          @click=${() => void this.edition.restore(version)}
        >
          ${words.t("restore")}
        </button>
      </div>
      <p class="hint">${words.t("saved_by", { by: published_by, at: moment(published_at) })}</p>
      <p lang=${this.edition.language}>${content.title}</p>
    `;
  }

  async #compare(version: number): Promise<void> {
    this.comparison.show(version);
    await this.comparison.updateComplete;
    this.comparison.scrollIntoView({ block: "nearest" });
  }

  #reviews() {
    const { reviews } = this.edition;
    if (reviews.length === 0) return nothing;
    return html`
      <h2>${words.t("reviews")}</h2>
      <ol>
        ${reviews.map(
          ({ step, by, at, note }) => html`
            <li>
              <strong>${words.t(`review_${step}`, { by, at: moment(at) })}</strong>
              ${note ? html`<p class="note">${note}</p>` : nothing}
            </li>
          `,
        )}
      </ol>
    `;
  }
}
