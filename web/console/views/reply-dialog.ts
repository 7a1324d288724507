import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { LONGEST_MESSAGE, type Language } from "../../shared/protocol";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import { REPLY_VARIABLES, type CannedReply, type ReplyText } from "../../shared/staff-protocol";
import type { ReplyWording } from "../state/agent-api";
import type { Replies } from "../state/replies";
import { languageInWords, replyProblemInWords, variableInWords, words } from "../words";

const LANGUAGES: Language[] = ["pl", "en"];
const LONGEST_TITLE = 120;
const LONGEST_SHORTCUT = 40;

/** Writes one canned reply in both languages. */
@customElement("wl-reply-dialog")
export class ReplyDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      fieldset {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: var(--space-3);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-s);
      }
      legend {
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      textarea {
        min-height: 6rem;
        resize: vertical;
      }
      .variables {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      .shared {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      .shared input {
        width: 1.25rem;
        height: 1.25rem;
        margin: 0;
        accent-color: var(--color-accent);
      }
      .remove {
        margin-right: auto;
      }
    `,
  ];

  @property({ attribute: false }) replies!: Replies;
  @property({ type: Boolean }) keeps = false;

  /** The reply as it was read; null for a new one. */
  @state() private read: CannedReply | null = null;
  @state() private saving = false;

  @query("dialog") private dialog!: HTMLDialogElement;
  @query("form") private form!: HTMLFormElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.replies);
  }

  get open(): boolean {
    return this.dialog.open;
  }

  async write(reply: CannedReply | null): Promise<void> {
    this.replies.forgetProblem();
    this.read = reply;
    await this.updateComplete;
    this.#fill(reply);
    if (!this.dialog.open) this.dialog.showModal();
  }

  override render() {
    const { problem } = this.replies;
    const heading = words.t(this.read ? "reply_edit" : "reply_new");
    return html`
      <dialog aria-labelledby="heading">
        <form @submit=${this.#submitted}>
          <h2 id="heading">${heading}</h2>
          <div role="alert">
            ${problem && this.dialog?.open ? html`<p class="alert">${replyProblemInWords(problem)}</p>` : nothing}
          </div>
          ${
            problem?.code === "edited"
              ? html`
                  <button type="button" class="button compact" @click=${this.#takeTheirs}>
                    ${words.t("reply_take_theirs")}
                  </button>
                `
              : nothing
          }
          <div class="field">
            <label for="shortcut">${words.t("reply_shortcut")}</label>
            <input
              id="shortcut"
              name="shortcut"
              class="input"
              required
              autofocus
              autocomplete="off"
              autocapitalize="none"
              maxlength=${LONGEST_SHORTCUT}
              pattern="[A-Za-z0-9ĄĆĘŁŃÓŚŹŻąćęłńóśźż][A-Za-z0-9ĄĆĘŁŃÓŚŹŻąćęłńóśźż\\-]*"
              aria-describedby="shortcut-hint"
            />
            <span id="shortcut-hint" class="hint">${words.t("reply_shortcut_hint")}</span>
          </div>
          ${LANGUAGES.map((language) => this.#text(language))}
          <p class="hint">${words.t("reply_variables")}</p>
          <p class="variables">
            ${REPLY_VARIABLES.map(
              (name) => html`<span class="badge">${`{{${name}}}`} · ${variableInWords(name)}</span>`,
            )}
          </p>
          ${
            this.keeps && !this.read
              ? html`
                  <label class="shared">
                    <input type="checkbox" name="shared" />
                    ${words.t("reply_for_everybody")}
                  </label>
                `
              : nothing
          }
          <div class="actions">
            ${
              this.read
                ? html`
                    <button
                      type="button"
                      class="button danger remove"
                      ?disabled=${this.saving}
                      @click=${this.#remove}
                    >
                      ${icon("trash", 18)} ${words.t("reply_remove")}
                    </button>
                  `
                : nothing
            }
            <button type="button" class="button" @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button primary" ?disabled=${this.saving}>${words.t("reply_save")}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  #text(language: Language) {
    return html`
      <fieldset>
        <legend>${languageInWords(language)}</legend>
        <div class="field">
          <label for="title-${language}">${words.t("reply_title")}</label>
          <input
            id="title-${language}"
            name="title-${language}"
            class="input"
            lang=${language}
            maxlength=${LONGEST_TITLE}
          />
        </div>
        <div class="field">
          <label for="text-${language}">${words.t("reply_text")}</label>
          <textarea
            id="text-${language}"
            name="text-${language}"
            class="input"
            lang=${language}
            maxlength=${LONGEST_MESSAGE}
          ></textarea>
        </div>
      </fieldset>
    `;
  }

  #fill(reply: CannedReply | null): void {
    this.form.reset();
    if (!reply) return;
    this.#field("shortcut").value = reply.shortcut;
    for (const language of LANGUAGES) {
      this.#field(`title-${language}`).value = reply.texts[language]?.title ?? "";
      this.#field(`text-${language}`).value = reply.texts[language]?.text ?? "";
    }
  }

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const shared = this.form.querySelector<HTMLInputElement>("[name=shared]")?.checked ?? false;
    this.saving = true;
    const saved = await this.replies.save(this.#wording(), shared, this.read);
    this.saving = false;
    if (saved) this.dialog.close();
  };

  readonly #remove = async (): Promise<void> => {
    if (!this.read) return;
    this.saving = true;
    const removed = await this.replies.remove(this.read);
    this.saving = false;
    if (removed) this.dialog.close();
  };

  /** Somebody was faster: their words, to go on from. */
  readonly #takeTheirs = (): void => {
    const theirs = this.replies.list.find(({ id }) => id === this.read?.id);
    if (theirs) void this.write(theirs);
  };

  /** A language in which nothing was written is left out. */
  #wording(): ReplyWording {
    const texts: Partial<Record<Language, ReplyText>> = {};
    for (const language of LANGUAGES) {
      const title = this.#field(`title-${language}`).value.trim();
      const text = this.#field(`text-${language}`).value.trim();
      if (title || text) texts[language] = { title, text };
    }
    return { shortcut: this.#field("shortcut").value.trim(), texts };
  }

  #field(name: string): HTMLInputElement | HTMLTextAreaElement {
    return this.form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement;
  }
}
