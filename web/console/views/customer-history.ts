import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import { timeAgo } from "../../shared/time";
import type { CustomerFile } from "../state/customer-file";
import { words } from "../words";
import "./order-card";
import "./search-result";

/** Beside the present conversation: staff's notes on the customer, their ratings, other orders and conversations. */
@customElement("wl-customer-history")
export class CustomerHistory extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      section + section {
        margin-top: var(--space-5);
      }
      h2 {
        margin-bottom: var(--space-2);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      form {
        display: grid;
        gap: var(--space-2);
        justify-items: start;
        margin-bottom: var(--space-2);
      }
      textarea {
        width: 100%;
        resize: vertical;
      }
      .note {
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-raised);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      .text {
        white-space: pre-wrap;
      }
    `,
  ];

  @property({ attribute: false }) file!: CustomerFile;
  /** The order that is shown already. */
  @property() orderShown = "";

  @query("textarea") private text!: HTMLTextAreaElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.file);
  }

  override render() {
    const { detail, problem } = this.file;
    return html`
      ${problem === "load" ? html`<p class="alert" role="alert">${words.t("file_failed")}</p>` : nothing}
      <section>
        <h2>${words.t("customer_notes")}</h2>
        <form @submit=${this.#noted}>
          <textarea
            class="input"
            rows="2"
            maxlength="2000"
            aria-label=${words.t("customer_note_new")}
            placeholder=${words.t("customer_note_new")}
          ></textarea>
          <button class="button compact">${words.t("customer_note_keep")}</button>
        </form>
        ${
          problem === "note"
            ? html`<p class="field-error" role="alert">${words.t("customer_note_failed")}</p>`
            : nothing
        }
        <ul>
          ${repeat(
            detail?.notes ?? [],
            ({ id }) => id,
            ({ author, text, created_at }) => html`
              <li class="note">
                <p class="text">${text}</p>
                <p class="hint">${author.name}, ${timeAgo(created_at, words.language)}</p>
              </li>
            `,
          )}
        </ul>
      </section>
      ${this.#ratings()} ${this.#orders()} ${this.#conversations()}
    `;
  }

  #ratings() {
    const ratings = this.file.detail?.ratings ?? [];
    if (ratings.length === 0) return nothing;
    return html`
      <section>
        <h2>${words.t("ratings")}</h2>
        <ul>
          ${ratings.map(
            ({ csat, nps, ces, comment, answered_at }) => html`
              <li class="note">
                ${csat === null ? nothing : html`<span class="badge">${words.t("rating_csat", { csat })}</span>`}
                ${nps === null ? nothing : html`<span class="badge">${words.t("rating_nps", { nps })}</span>`}
                ${ces === null ? nothing : html`<span class="badge">${words.t("rating_ces", { ces })}</span>`}
                ${comment ? html`<p class="text">${comment}</p>` : nothing}
                <p class="hint">${timeAgo(answered_at, words.language)}</p>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #orders() {
    const others = (this.file.detail?.orders ?? []).filter(({ order }) => order.number !== this.orderShown);
    if (others.length === 0) return nothing;
    return html`
      <section>
        <h2>${words.t("other_orders")}</h2>
        <ul>
          ${repeat(
            others,
            ({ order }) => order.number,
            ({ order, seen_at }) => html`
              <li>
                <wl-order-card .order=${order}></wl-order-card>
                <span class="hint">
                  ${words.t("order_seen", { when: timeAgo(seen_at, words.language) })}
                </span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #conversations() {
    const others = this.file.detail?.conversations ?? [];
    return html`
      <section>
        <h2>${words.t("other_conversations")}</h2>
        ${others.length === 0 && this.file.detail ? html`<p class="hint">${words.t("no_other_conversations")}</p>` : nothing}
        <ul>
          ${repeat(
            others,
            ({ id }) => id,
            (conversation) => html`
              <li><wl-search-result .result=${{ conversation, hits: 0, hit: null }}></wl-search-result></li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  readonly #noted = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await this.file.addNote(this.text.value)) this.text.value = "";
  };
}
