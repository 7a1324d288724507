import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { CannedReply } from "../../shared/staff-protocol";
import { textIn, type Replies } from "../state/replies";
import { languageInWords, percent, words } from "../words";
import "./reply-dialog";
import type { ReplyDialog } from "./reply-dialog";

/** Where canned replies are written, changed and taken away, with how often they and suggestions are used. */
@customElement("wl-replies-page")
export class RepliesPage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: var(--space-4);
        background: var(--color-canvas);
      }
      header,
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      header h1 {
        flex: 1;
        font-size: var(--text-l);
      }
      h2 {
        margin: var(--space-5) 0 var(--space-2);
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--space-1);
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      h3 {
        flex: 1 1 12rem;
        font-size: inherit;
      }
      .text {
        display: -webkit-box;
        overflow: hidden;
        color: var(--color-ink-soft);
        white-space: pre-line;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
    `,
  ];

  @property({ attribute: false }) replies!: Replies;
  /** Whether the agent may change what is everybody's. */
  @property({ type: Boolean }) keeps = false;

  @state() private words = "";

  @query("wl-reply-dialog") private dialog!: ReplyDialog;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.replies);
  }

  get dialogIsOpen(): boolean {
    return this.dialog.open;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("#find")?.focus();
  }

  protected override firstUpdated(): void {
    void this.replies.load();
    void this.replies.loadUsage();
    this.focus();
  }

  override render() {
    const { status } = this.replies;
    const found = this.replies.matching(this.words.trim(), words.language);
    return html`
      <header>
        <a class="icon-button compact" href="#/" aria-label=${words.t("back_to_list")}>${icon("back")}</a>
        <h1>${words.t("replies")}</h1>
        <button class="button primary compact" @click=${() => this.dialog.write(null)}>
          ${icon("plus", 18)} ${words.t("reply_new")}
        </button>
      </header>
      <p class="hint">${words.t("replies_lead")}</p>
      <div class="field">
        <label for="find">${words.t("replies_find")}</label>
        <input
          id="find"
          class="input"
          type="search"
          @input=${({ target }: InputEvent) => (this.words = (target as HTMLInputElement).value)}
        />
      </div>
      ${
        status === "failed"
          ? html`<p class="alert" role="alert">${words.t("list_failed")}</p>`
          : status !== "ready"
            ? html`<p class="hint" role="status">${staffWords.t("loading")}</p>`
            : html`
                ${this.#section(
                  "replies_own",
                  found.filter(({ shared }) => !shared),
                )}
                ${this.#section(
                  "replies_shared",
                  found.filter(({ shared }) => shared),
                )}
                ${this.#suggestions()}
              `
      }
      <wl-reply-dialog .replies=${this.replies} ?keeps=${this.keeps}></wl-reply-dialog>
    `;
  }

  #section(name: "replies_own" | "replies_shared", found: readonly CannedReply[]) {
    return html`
      <section aria-labelledby=${name}>
        <h2 id=${name}>${words.t(name)} <span class="badge">${found.length}</span></h2>
        ${found.length === 0 ? html`<p class="hint">${words.t("replies_empty")}</p>` : nothing}
        <ul>
          ${repeat(
            found,
            ({ id }) => id,
            (reply) => this.#item(reply),
          )}
        </ul>
      </section>
    `;
  }

  #item(reply: CannedReply) {
    const { title, text } = textIn(reply, words.language);
    const usage = this.replies.usage?.replies.get(reply.id);
    return html`
      <li>
        <div class="row">
          <h3>/${reply.shortcut} · ${title}</h3>
          ${Object.keys(reply.texts).map(
            (language) => html`
              <abbr class="badge" title=${languageInWords(language)}>${language.toUpperCase()}</abbr>
            `,
          )}
          ${
            this.keeps || !reply.shared
              ? html`
                  <button
                    class="button compact"
                    aria-label=${words.t("reply_edit_named", { title })}
                    @click=${() => this.dialog.write(reply)}
                  >
                    ${words.t("reply_edit")}
                  </button>
                `
              : nothing
          }
        </div>
        <p class="text">${text}</p>
        ${usage ? html`<p class="hint">${this.#usage(usage)}</p>` : nothing}
      </li>
    `;
  }

  #suggestions() {
    const { usage } = this.replies;
    if (!usage) return nothing;
    return html`
      <section aria-labelledby="used">
        <h2 id="used">${words.t("suggestions_used", { count: usage.days })}</h2>
        ${usage.suggestions.length === 0 ? html`<p class="hint">${words.t("suggestions_unused")}</p>` : nothing}
        <ul>
          ${usage.suggestions.map(
            (one) => html`
              <li>
                <a
                  href="/help/${words.language}/${encodeURIComponent(one.id)}"
                  target="_blank"
                  rel="noopener"
                >
                  ${one.id}
                </a>
                <p class="hint">${this.#usage(one)}</p>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #usage({ times, edited }: { times: number; edited: number }): string {
    return words.t("text_usage", { count: times, edited: percent(edited) });
  }
}
