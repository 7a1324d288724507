import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ReviewNote } from "../../shared/editor-protocol";
import type { Edition } from "../state/edition";
import { moment, words } from "../words";

/** What was asked of the reviewer, with a place to answer; afterwards, what the reviewer said. */
@customElement("wl-review-panel")
export class ReviewPanel extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: contents;
      }
      section {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-s);
        background: var(--color-info-soft);
        font-size: var(--text-s);
      }
      section.sent-back {
        background: var(--color-warning-soft);
      }
      .note {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      form {
        display: grid;
        gap: var(--space-2);
      }
      textarea.input {
        min-height: 4rem;
        resize: vertical;
      }
    `,
  ];

  @property({ attribute: false }) edition!: Edition;

  @state() private comment = "";
  @state() private missing = false;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.edition);
  }

  override render() {
    const { stored, working } = this.edition;
    const review = stored?.review;
    if (!stored || !review) return nothing;
    if (stored.status !== "review") return this.#sentBack(review);
    return html`
      <section aria-labelledby="heading">
        <strong id="heading">${words.t("review_asked", { by: review.by, at: moment(review.at) })}</strong>
        ${review.note ? html`<span class="note">${review.note}</span>` : nothing}
        <form novalidate @submit=${this.#submitted}>
          <label for="comment">${words.t("review_comment")}</label>
          <textarea
            id="comment"
            class="input"
            maxlength="2000"
            aria-invalid=${this.missing}
            aria-describedby="help"
            .value=${this.comment}
            @input=${this.#typed}
          ></textarea>
          <span id="help" class=${this.missing ? "field-error" : "hint"}>
            ${words.t(this.missing ? "review_comment_missing" : "review_lead")}
          </span>
          <div class="actions">
            <button class="button compact" ?disabled=${working !== null}>${words.t("send_back")}</button>
          </div>
        </form>
      </section>
    `;
  }

  #sentBack({ step, by, at, note }: ReviewNote) {
    const { status, published_at } = this.edition.stored!;
    const isOver = status === "published" || status === "archived" || (published_at ?? "") > at;
    if (step !== "sent_back" || isOver) return nothing;
    return html`
      <section class="sent-back">
        <strong>${words.t("review_sent_back", { by, at: moment(at) })}</strong>
        <span class="note">${note}</span>
      </section>
    `;
  }

  readonly #typed = (event: Event): void => {
    this.comment = (event.target as HTMLTextAreaElement).value;
    this.missing = false;
  };

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.missing = this.comment.trim() === "";
    if (!this.missing && (await this.edition.sendBack(this.comment))) this.comment = "";
  };
}
