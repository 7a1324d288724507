import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import { goldenWords } from "../golden/words";
import type { Edition } from "../state/edition";
import { moment, words } from "../words";
import "./archive-dialog";
import type { ArchiveDialog } from "./archive-dialog";
import "./review-dialog";
import type { ReviewDialog } from "./review-dialog";
import "./status-badge";

/** The state of an edition and what can be done with it. */
@customElement("wl-edition-bar")
export class EditionBar extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        position: sticky;
        top: 3.5rem;
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        margin: calc(-1 * var(--space-4)) calc(-1 * var(--space-4)) 0;
        padding: var(--space-2) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        border-radius: var(--radius-m) var(--radius-m) 0 0;
        background: var(--color-surface);
      }
      .news {
        flex: 1;
        min-width: 8rem;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      wl-review-dialog,
      wl-archive-dialog {
        display: contents;
      }
      .actions {
        margin-left: auto;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;
  /** Golden questions that are asked before anything becomes public. */
  @property({ type: Number }) checks = 0;

  @query("wl-review-dialog") private reviewDialog!: ReviewDialog;
  @query("wl-archive-dialog") private archiveDialog!: ArchiveDialog;

  constructor() {
    super();
    new LocaleController(this, words);
    new LocaleController(this, goldenWords);
    new Follow(this, () => this.edition);
  }

  override render() {
    const { edition } = this;
    const { stored, edited, working, conflict } = edition;
    const busy = working !== null || conflict !== null;
    const reviewable = edited || stored?.status === "draft" || stored?.status === "changed";
    const publishable = edited || (stored !== null && stored.status !== "published");
    return html`
      <wl-status-badge status=${stored?.status ?? "missing"}></wl-status-badge>
      <span class="news" role="status">${this.#news()}</span>
      <div class="actions">
        ${
          stored && stored.status !== "archived"
            ? html`
                <button
                  class="button compact danger"
                  title=${words.t("archive_lead")}
                  ?disabled=${busy}
                  @click=${() => void this.archiveDialog.archive()}
                >
                  ${words.t("archive")}
                </button>
              `
            : nothing
        }
        ${
          stored && (stored.status === "archived" || (stored.version ?? 1) > 1)
            ? html`
                <button
                  class="button compact"
                  title=${goldenWords.t("roll_back_lead")}
                  ?disabled=${busy}
                  @click=${() => void edition.rollBack()}
                >
                  ${goldenWords.t("roll_back")}
                </button>
              `
            : nothing
        }
        <button class="button compact" ?disabled=${busy || !edited} @click=${() => void edition.save()}>
          ${words.t("save")}
        </button>
        <button
          class="button compact"
          title=${words.t("ask_review_lead")}
          ?disabled=${busy || !reviewable}
          @click=${() => this.reviewDialog.show()}
        >
          ${words.t("ask_review")}
        </button>
        <button
          class="button compact primary"
          title=${words.t("publish_lead")}
          ?disabled=${busy || !publishable}
          @click=${() => void edition.publish()}
        >
          ${words.t("publish")}
        </button>
      </div>
      <wl-review-dialog .edition=${edition}></wl-review-dialog>
      <wl-archive-dialog .edition=${edition}></wl-archive-dialog>
    `;
  }

  #news(): string {
    const { working, done, edited, stored } = this.edition;
    if (this.checks > 0 && (working === "publish" || working === "archive" || working === "rollback"))
      return goldenWords.t("golden_checking", { count: this.checks });
    if (working) return words.t(`working_${working}`);
    if (edited) return words.t("unsaved");
    if (done) return words.t(`done_${done}`);
    return stored ? words.t("saved_by", { by: stored.updated_by, at: moment(stored.updated_at) }) : "";
  }
}
