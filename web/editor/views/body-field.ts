import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { Language } from "../../shared/protocol";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleListing } from "../../shared/editor-protocol";
import type { EditorApi } from "../state/editor-api";
import { ACCEPTED, pictureIn } from "../state/picture-upload";
import { words } from "../words";
import "./article-picker";
import type { ArticlePicker } from "./article-picker";
import "./picture-dialog";
import type { PictureDialog } from "./picture-dialog";

/** The article's text in Markdown, into which pictures and links to articles can be put; fires `body-changed`. */
@customElement("wl-body-field")
export class BodyField extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
      }
      .head label {
        flex: 1;
      }
      textarea.input {
        min-height: 24rem;
        font: var(--text-s) / 1.6 var(--font-mono);
        resize: vertical;
      }
      @media (max-width: 520px) {
        .head label {
          flex-basis: 100%;
        }
      }
      .aimed {
        outline: 2px dashed var(--color-accent);
        outline-offset: 2px;
      }
    `,
  ];

  @property({ attribute: false }) api!: EditorApi;
  @property() body = "";
  @property() language: Language = "pl";
  /** What is wrong with the text, in words. */
  @property() problem = "";

  @state() private aimed = false;

  @query("textarea") private text!: HTMLTextAreaElement;
  @query("input") private files!: HTMLInputElement;
  @query("wl-picture-dialog") private picture!: PictureDialog;
  @query("wl-article-picker") private picker!: ArticlePicker;

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    return html`
      <div class="field">
        <div class="head">
          <label for="body">${words.t("body")}</label>
          <button class="button compact" @click=${() => this.files.click()}>
            ${icon("picture", 18)} ${words.t("picture")}
          </button>
          <button class="button compact" @click=${() => this.picker.show(this.#selected())}>
            ${icon("link", 18)} ${words.t("link_article")}
          </button>
          <input type="file" accept=${ACCEPTED} hidden @change=${this.#fileChosen} />
        </div>
        <textarea
          id="body"
          class="input ${this.aimed ? "aimed" : ""}"
          lang=${this.language}
          aria-invalid=${this.problem !== ""}
          aria-describedby="body-help"
          .value=${this.body}
          @input=${() => this.#changed()}
          @paste=${this.#pasted}
          @dragover=${this.#dragged}
          @dragleave=${() => (this.aimed = false)}
          @drop=${this.#dropped}
        ></textarea>
        <span id="body-help" class=${this.problem ? "field-error" : "hint"}>
          ${this.problem || words.t("body_hint")}
        </span>
      </div>
      <wl-picture-dialog
        .api=${this.api}
        @inserted=${(event: CustomEvent<string>) => this.#insertBlock(event.detail)}
      ></wl-picture-dialog>
      <wl-article-picker
        .api=${this.api}
        language=${this.language}
        @chosen=${(event: CustomEvent<ArticleListing>) => this.#link(event.detail)}
      ></wl-article-picker>
    `;
  }

  #selected(): string {
    const { value, selectionStart, selectionEnd } = this.text;
    return value.slice(selectionStart, selectionEnd).trim();
  }

  #link(article: ArticleListing): void {
    const title = this.#selected() || article.languages[this.language]?.title || article.id;
    this.#insert(`[${title.replace(/[\\[\]]/g, "\\$&")}](article:${article.id})`);
  }

  /** A picture is a paragraph of its own. */
  #insertBlock(markdown: string): void {
    const { value, selectionStart, selectionEnd } = this.text;
    const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)];
    const head = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    this.#insert(`${head}${markdown}${after.startsWith("\n\n") ? "" : "\n\n"}`);
  }

  #insert(markdown: string): void {
    const { text } = this;
    text.focus();
    text.setRangeText(markdown, text.selectionStart, text.selectionEnd, "end");
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent("body-changed", { detail: this.text.value }));
  }

  readonly #fileChosen = (): void => {
    const [file] = this.files.files ?? [];
    if (file) this.picture.show(file);
    this.files.value = "";
  };

  readonly #pasted = (event: ClipboardEvent): void => {
    const file = pictureIn(event.clipboardData);
    if (!file) return;
    event.preventDefault();
    this.picture.show(file);
  };

  readonly #dragged = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.aimed = true;
  };

  readonly #dropped = (event: DragEvent): void => {
    this.aimed = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.picture.show(file);
  };
}
