import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { NamedPerson } from "../../shared/staff-protocol";
import type { Drafts } from "../state/drafts";
import { matchingPeople, mentionAt, type MentionStart } from "../state/mention";
import type { Notes } from "../state/notes";
import { words } from "../words";
import { replyOptionStyles } from "./reply-options";

/** The protocol takes no more. */
const LONGEST_NOTE = 4000;

/** So many colleagues are offered at once; another letter brings the next. */
const MOST_OFFERED = 8;

/** Where a note for colleagues is written; `@` offers them. Says `noted` when one is kept. */
@customElement("wl-note-composer")
export class NoteComposer extends LitElement {
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
        border: 1px dashed var(--color-warning);
        border-radius: var(--radius-m);
        background: var(--color-warning-soft);
        line-height: 1.45;
        resize: none;
        field-sizing: content;
      }
      textarea::placeholder {
        color: var(--color-ink-soft);
        opacity: 1;
      }
      .foot {
        min-height: 1.25rem;
        margin-top: var(--space-1);
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
      }
      .problem {
        color: var(--color-danger);
        font-weight: var(--weight-bold);
      }
    `,
  ];

  @property({ attribute: false }) conversationId = "";
  @property({ attribute: false }) notes!: Notes;
  @property({ attribute: false }) drafts!: Drafts;

  @state() private text = "";
  @state() private mention: MentionStart | null = null;
  @state() private active = 0;

  @query("textarea") private area!: HTMLTextAreaElement;

  /** Where Escape has been pressed: that at sign is an at sign. */
  #dismissed: number | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.notes);
  }

  override focus(): void {
    this.area.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("conversationId")) return;
    this.text = this.drafts.of(this.conversationId);
    this.mention = null;
  }

  protected override updated(): void {
    this.renderRoot.querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest" });
  }

  override render() {
    const offered = this.#offered();
    const open = offered.length > 0;
    const { problem, sending } = this.notes;
    return html`
      <form @submit=${this.#submitted}>
        ${open ? this.#options(offered) : nothing}
        <textarea
          rows="2"
          maxlength=${LONGEST_NOTE}
          role=${open ? "combobox" : nothing}
          aria-expanded=${open ? "true" : nothing}
          aria-autocomplete=${open ? "list" : nothing}
          aria-controls=${open ? "options" : nothing}
          aria-activedescendant=${open ? `option-${this.active}` : nothing}
          aria-label=${words.t("your_note")}
          aria-describedby="foot"
          placeholder=${words.t("your_note_hint")}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @click=${this.#look}
          @blur=${() => (this.mention = null)}
        ></textarea>
        <button class="button" ?disabled=${sending || this.text.trim() === ""}>
          ${icon("lock", 18)} ${words.t("note_add")}
        </button>
      </form>
      <div class="foot" id="foot">
        ${
          problem
            ? html`<span class="problem" role="alert">${words.t(`note_problem_${problem}`)}</span>`
            : words.t("note_hint")
        }
      </div>
    `;
  }

  #options(offered: readonly NamedPerson[]) {
    return html`
      <ul
        id="options"
        class="options"
        role="listbox"
        aria-label=${words.t("colleagues")}
        @mousedown=${(event: Event) => event.preventDefault()}
      >
        ${offered.map(
          (person, index) => html`
            <li
              id="option-${index}"
              role="option"
              aria-selected=${index === this.active}
              @click=${() => this.#choose(person)}
            >
              ${person.name}
            </li>
          `,
        )}
      </ul>
    `;
  }

  #offered(): NamedPerson[] {
    if (!this.mention || this.mention.start === this.#dismissed) return [];
    return matchingPeople(this.notes.colleagues, this.mention.words).slice(0, MOST_OFFERED);
  }

  readonly #typed = (): void => {
    this.#keep(this.area.value);
    this.#look();
  };

  readonly #look = (): void => {
    const { value, selectionStart, selectionEnd } = this.area;
    const mention = selectionStart === selectionEnd ? mentionAt(value, selectionStart) : null;
    if (mention?.words !== this.mention?.words) this.active = 0;
    if (mention && !this.mention) void this.notes.loadColleagues();
    if (mention?.start !== this.#dismissed) this.#dismissed = null;
    this.mention = mention;
  };

  readonly #choose = (person: NamedPerson): void => {
    if (!this.mention) return;
    const { start, words: typed } = this.mention;
    this.area.setRangeText(`@${person.name} `, start, start + 1 + typed.length, "end");
    this.#keep(this.area.value);
    this.mention = null;
    this.area.focus();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const offered = this.#offered();
    if (offered.length > 0 && this.#pressedInList(event.key, offered)) return event.preventDefault();
    if (event.key === "Escape") this.area.blur();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void this.#add();
  };

  /** What a key does while colleagues are offered; false where it goes on meaning what it does. */
  #pressedInList(key: string, offered: readonly NamedPerson[]): boolean {
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
        this.#dismissed = this.mention?.start ?? null;
        this.requestUpdate();
        return true;
      default:
        return false;
    }
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    void this.#add();
    this.area.focus();
  };

  async #add(): Promise<void> {
    const { conversationId, text } = this;
    if (!text.trim() || !(await this.notes.add(text.trim()))) return;
    this.drafts.keep(conversationId, "");
    if (this.conversationId === conversationId) this.text = "";
    this.dispatchEvent(new Event("noted"));
  }

  #keep(text: string): void {
    this.text = text;
    this.drafts.keep(this.conversationId, text);
  }
}
