import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleVersion } from "../../shared/staff-protocol";
import type { Edition } from "../state/edition";
import { moment, words } from "../words";

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
      .row .button {
        margin-left: auto;
      }
      pre {
        margin: var(--space-2) 0 0;
        font: var(--text-xs) / 1.5 var(--font-mono);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      summary {
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.edition);
  }

  override render() {
    const { versions } = this.edition;
    if (versions === null) return html`<p class="hint">${staffWords.t("loading")}</p>`;
    if (versions.length === 0) return html`<p class="hint">${words.t("versions_empty")}</p>`;
    return html`
      <ol>
        ${repeat(
          versions,
          ({ version }) => version,
          (version) => html`<li>${this.#version(version)}</li>`,
        )}
      </ol>
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
          title=${words.t("restore_lead")}
          aria-label=${words.t("restore_version", { version })}
          ?disabled=${working !== null || conflict !== null}
          @click=${() => void this.edition.restore(version)}
        >
          ${words.t("restore")}
        </button>
      </div>
      <p class="hint">${words.t("saved_by", { by: published_by, at: moment(published_at) })}</p>
      <details>
        <summary>${content.title}</summary>
        <pre lang=${this.edition.language}>${content.body}</pre>
      </details>
    `;
  }
}
