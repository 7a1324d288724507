import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { LONGEST_MESSAGE } from "../../shared/protocol";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { Drafts } from "../state/drafts";
import { words } from "../words";

/** The count is shown once so many characters are left. */
const COUNT_FROM = 300;

/** Where the agent writes; keeps a draft for each conversation. Says `send-message` and `compose`. */
@customElement("wl-message-composer")
export class MessageComposer extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
      }
      form {
        display: flex;
        gap: var(--space-2);
        align-items: flex-end;
      }
      textarea {
        flex: 1;
        min-width: 0;
        min-height: 4.25rem;
        max-height: 30vh;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--color-line-strong);
        border-radius: var(--radius-m);
        background: var(--color-raised);
        line-height: 1.45;
        resize: none;
        field-sizing: content;
      }
      .foot {
        display: flex;
        gap: var(--space-3);
        justify-content: space-between;
        min-height: 1.25rem;
        margin-top: var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .over {
        color: var(--color-danger);
        font-weight: var(--weight-bold);
      }
    `,
  ];

  @property({ attribute: false }) conversationId = "";
  @property({ attribute: false }) drafts!: Drafts;

  @state() private text = "";

  @query("textarea") private area!: HTMLTextAreaElement;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override focus(): void {
    this.area.focus();
  }

  /** Puts text where the caret is, apart from what stands before it, and goes on writing there. */
  insert(text: string): void {
    const { selectionStart, selectionEnd, value } = this.area;
    const gap = selectionStart > 0 && !/\s$/.test(value.slice(0, selectionStart)) ? "\n" : "";
    this.area.setRangeText(gap + text, selectionStart, selectionEnd, "end");
    this.#keep(this.area.value);
    this.area.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversationId")) this.text = this.drafts.of(this.conversationId);
  }

  override render() {
    const left = LONGEST_MESSAGE - this.text.length;
    return html`
      <form @submit=${this.#submitted}>
        <textarea
          rows="2"
          aria-label=${words.t("your_answer")}
          aria-describedby="foot"
          placeholder=${words.t("your_answer")}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#pressed}
        ></textarea>
        <button class="button primary" ?disabled=${left < 0 || this.text.trim() === ""}>
          ${icon("send", 18)} ${words.t("send")}
        </button>
      </form>
      <div class="foot" id="foot">
        <span>${words.t("composer_hint")}</span>
        ${
          left <= COUNT_FROM
            ? html`
                <span class=${left < 0 ? "over" : ""} role="status">
                  ${words.t(left < 0 ? "characters_over" : "characters_left", { count: Math.abs(left) })}
                </span>
              `
            : nothing
        }
      </div>
    `;
  }

  readonly #typed = (): void => {
    this.#keep(this.area.value);
    if (this.text) this.dispatchEvent(new Event("compose"));
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.area.blur();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  };

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    this.#send();
    this.area.focus();
  };

  #send(): void {
    const text = this.area.value.trim();
    if (!text || text.length > LONGEST_MESSAGE) return;
    this.dispatchEvent(new CustomEvent("send-message", { detail: text }));
    this.#keep("");
  }

  #keep(text: string): void {
    this.text = text;
    this.drafts.keep(this.conversationId, text);
  }
}
