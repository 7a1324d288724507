import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { PictureUpload, pictureMarkdown } from "../state/picture-upload";
import type { TeamApi } from "../state/team-api";
import { percent, words } from "../words";

/** Shows a picture that was chosen, asks what is on it, and uploads it; fires `inserted` with its Markdown. */
@customElement("wl-picture-dialog")
export class PictureDialog extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      img {
        justify-self: center;
        max-width: 100%;
        max-height: 14rem;
        border: 1px solid var(--color-line);
        border-radius: var(--radius-s);
      }
      progress {
        width: 100%;
        accent-color: var(--color-accent);
      }
    `,
  ];

  @property({ attribute: false }) api!: Pick<TeamApi, "upload">;

  @state() private upload: PictureUpload | null = null;
  @state() private shown = "";
  @state() private alt = "";

  @query("dialog") private dialog!: HTMLDialogElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.upload);
  }

  show(file: File): void {
    this.upload = new PictureUpload(file, this.api);
    this.alt = "";
    this.shown = "";
    const reader = new FileReader();
    reader.onload = () => (this.shown = String(reader.result));
    if (!this.upload.problem) reader.readAsDataURL(file);
    this.dialog.showModal();
  }

  override render() {
    const { problem = null, progress = null } = this.upload ?? {};
    const sending = progress !== null;
    return html`
      <dialog aria-labelledby="heading" @close=${() => this.upload?.cancel()}>
        <form @submit=${this.#submitted}>
          <h2 id="heading">${words.t("picture")}</h2>
          ${this.shown ? html`<img src=${this.shown} alt="" />` : nothing}
          <div class="field">
            <label for="alt">${words.t("picture_alt")}</label>
            <input
              id="alt"
              class="input"
              autocomplete="off"
              autofocus
              aria-describedby="alt-help"
              .value=${this.alt}
              @input=${(event: Event) => (this.alt = (event.target as HTMLInputElement).value)}
            />
            <span id="alt-help" class="hint">${words.t("picture_alt_hint")}</span>
          </div>
          ${
            sending
              ? html`<progress max="1" .value=${progress} aria-label=${words.t("picture_sending")}>
                  ${percent(progress)}
                </progress>`
              : nothing
          }
          <div role="alert">
            ${problem ? html`<p class="alert">${words.t(`picture_${problem}`)}</p>` : nothing}
          </div>
          <div class="actions">
            <button type="button" class="button" @click=${() => this.dialog.close()}>
              ${staffWords.t("cancel")}
            </button>
            <button class="button primary" ?disabled=${sending || !this.shown}>
              ${words.t("picture_insert")}
            </button>
          </div>
        </form>
      </dialog>
    `;
  }

  readonly #submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const picture = await this.upload?.send();
    if (!picture) return;
    this.dialog.close();
    this.dispatchEvent(new CustomEvent("inserted", { detail: pictureMarkdown(picture.name, this.alt) }));
  };
}
