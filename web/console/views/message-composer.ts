import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { LONGEST_MESSAGE, type Language } from "../../shared/protocol";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { CannedReply, UsedText } from "../../shared/staff-protocol";
import type { Drafts } from "../state/drafts";
import { textIn, type Replies } from "../state/replies";
import { filled, gapsIn, type ReplyValues } from "../state/reply-variables";
import { slashAt, type Slash } from "../state/slash";
import { variableInWords, words } from "../words";
import { replyOptions, replyOptionStyles } from "./reply-options";

/** The count is shown once so many characters are left. */
const COUNT_FROM = 300;

/** So many canned replies are offered at once; another letter brings the next. */
const MOST_OFFERED = 8;

/** Where the agent writes; keeps a draft for each conversation. Says `send-message` and `compose`. */
@customElement("wl-message-composer")
export class MessageComposer extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    replyOptionStyles,
    css`
      :host {
        display: block;
      }
      form {
        position: relative;
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
      .gaps {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
        margin: var(--space-1) 0;
        padding: var(--space-1) var(--space-3);
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
  @property({ attribute: false }) replies!: Replies;
  /** The customer's, in which canned replies are wanted. */
  @property({ attribute: false }) language: Language = "pl";
  /** What canned replies are filled in with. */
  @property({ attribute: false }) values: ReplyValues = {};

  @state() private text = "";
  @state() private slash: Slash | null = null;
  @state() private active = 0;

  @query("textarea") private area!: HTMLTextAreaElement;

  /** Where Escape has been pressed: that slash is a slash. */
  #dismissed: number | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.replies);
  }

  override focus(): void {
    this.area.focus();
  }

  /** Puts text where the caret is, apart from what stands before it, and goes on writing there. */
  insert(text: string, used?: Pick<UsedText, "kind" | "id">): void {
    const { selectionStart, selectionEnd } = this.area;
    this.#put(text, selectionStart, selectionEnd, used);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("conversationId")) return;
    this.text = this.drafts.of(this.conversationId);
    this.slash = null;
  }

  protected override updated(): void {
    this.renderRoot.querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest" });
  }

  override render() {
    const left = LONGEST_MESSAGE - this.text.length;
    const gaps = gapsIn(this.text);
    const offered = this.#offered();
    const open = offered.length > 0;
    return html`
      <form @submit=${this.#submitted}>
        ${open ? replyOptions(offered, this.active, this.language, this.#choose) : nothing}
        <textarea
          rows="2"
          role=${open ? "combobox" : nothing}
          aria-expanded=${open ? "true" : nothing}
          aria-autocomplete=${open ? "list" : nothing}
          aria-controls=${open ? "options" : nothing}
          aria-activedescendant=${open ? `option-${this.active}` : nothing}
          aria-label=${words.t("your_answer")}
          aria-describedby="gaps foot"
          placeholder=${words.t("your_answer")}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @click=${this.#look}
          @blur=${() => (this.slash = null)}
        ></textarea>
        <button class="button primary" ?disabled=${left < 0 || gaps.length > 0 || this.text.trim() === ""}>
          ${icon("send", 18)} ${words.t("send")}
        </button>
      </form>
      <div id="gaps" role="status">${gaps.length > 0 ? this.#gaps(gaps) : nothing}</div>
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

  #gaps(gaps: ReturnType<typeof gapsIn>) {
    return html`
      <div class="alert warning gaps">
        <span>${words.t("reply_fill_in")}</span>
        ${gaps.map(
          ({ name, start, end }) => html`
            <button type="button" class="button compact" @click=${() => this.#select(start, end)}>
              ${variableInWords(name)}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** The canned replies for what is being typed after a slash. */
  #offered(): CannedReply[] {
    if (!this.slash || this.slash.start === this.#dismissed) return [];
    return this.replies.matching(this.slash.words, this.language).slice(0, MOST_OFFERED);
  }

  readonly #typed = (): void => {
    this.#keep(this.area.value);
    this.#look();
    if (this.text) this.dispatchEvent(new Event("compose"));
  };

  readonly #look = (): void => {
    const { value, selectionStart, selectionEnd } = this.area;
    const slash = selectionStart === selectionEnd ? slashAt(value, selectionStart) : null;
    if (slash?.words !== this.slash?.words) this.active = 0;
    if (slash && !this.slash) void this.replies.load();
    if (slash?.start !== this.#dismissed) this.#dismissed = null;
    this.slash = slash;
  };

  readonly #choose = (reply: CannedReply): void => {
    if (!this.slash) return;
    const { start, words: typed } = this.slash;
    const text = filled(textIn(reply, this.language).text, this.values);
    this.#put(text, start, start + 1 + typed.length, { kind: "canned_reply", id: reply.id });
    const [gap] = gapsIn(this.area.value.slice(start));
    if (gap) this.#select(start + gap.start, start + gap.end);
  };

  #put(text: string, start: number, end: number, used?: Pick<UsedText, "kind" | "id">): void {
    const before = this.area.value.slice(0, start);
    const gap = start > 0 && !/\s$/.test(before) ? "\n" : "";
    this.area.setRangeText(gap + text, start, end, "end");
    if (used) this.drafts.use(this.conversationId, { ...used, text: text.slice(0, LONGEST_MESSAGE) });
    this.#keep(this.area.value);
    this.slash = null;
    this.area.focus();
  }

  #select(start: number, end: number): void {
    this.area.focus();
    this.area.setSelectionRange(start, end);
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const offered = this.#offered();
    if (offered.length > 0 && this.#pressedInList(event.key, offered)) return event.preventDefault();
    if (event.key === "Escape") this.area.blur();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.#send();
  };

  /** What a key does while canned replies are offered; false where it goes on meaning what it does. */
  #pressedInList(key: string, offered: readonly CannedReply[]): boolean {
    switch (key) {
      case "ArrowDown":
      case "ArrowUp":
        this.active = (this.active + (key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length;
        return true;
      case "Enter":
      case "Tab":
        this.#choose(offered[this.active] ?? offered[0]!);
        return true;
      case "Escape":
        this.#dismissed = this.slash?.start ?? null;
        this.requestUpdate();
        return true;
      default:
        return false;
    }
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    this.#send();
    this.area.focus();
  };

  #send(): void {
    const text = this.area.value.trim();
    if (!text || text.length > LONGEST_MESSAGE) return;
    const [gap] = gapsIn(this.area.value);
    if (gap) return this.#select(gap.start, gap.end);
    this.dispatchEvent(new CustomEvent("send-message", { detail: text }));
    this.#keep("");
    this.slash = null;
  }

  #keep(text: string): void {
    this.text = text;
    this.drafts.keep(this.conversationId, text);
  }
}
