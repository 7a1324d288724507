import { LitElement, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { LocalStore } from "../../shared/key-value-store";
import { Follow } from "../../shared/observable";
import "../../shared/staff/gate";
import { staffWords } from "../../shared/staff/i18n";
import { Preferences } from "../../shared/staff/preferences";
import { StaffSession } from "../../shared/staff/session";
import { HttpCategoriesApi } from "../categories/categories-api";
import { categoryWords } from "../categories/words";
import { HttpGoldenApi } from "../golden/golden-api";
import { goldenWords } from "../golden/words";
import { EditorDesk } from "../state/desk";
import { HttpGapsApi } from "../gaps/gaps-api";
import { gapWords } from "../gaps/words";
import { HttpEditorApi } from "../state/editor-api";
import { words } from "../words";
import "./editor-pages";

/** The editor's root: builds what the views share, one desk for each editor who signs in. */
@customElement("wl-editor-app")
export class EditorApp extends LitElement {
  readonly #store = new LocalStore();
  readonly #session = new StaffSession();
  readonly #preferences = new Preferences(this.#store, [
    staffWords,
    words,
    gapWords,
    goldenWords,
    categoryWords,
  ]);
  #desk: EditorDesk | null = null;

  constructor() {
    super();
    new Follow(this, () => this.#session);
    this.#session.subscribe(() => this.#deskForEditor());
    void this.#session.load();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render() {
    return html`
      <wl-staff-gate
        .session=${this.#session}
        .preferences=${this.#preferences}
        application="editor"
        needs="editor"
      >
        ${
          this.#desk
            ? html`
                <wl-editor-pages
                  .desk=${this.#desk}
                  .session=${this.#session}
                  .preferences=${this.#preferences}
                ></wl-editor-pages>
              `
            : nothing
        }
      </wl-staff-gate>
    `;
  }

  #deskForEditor(): void {
    const staff = this.#session.may("editor") ? this.#session.staff : null;
    if ((staff !== null) === (this.#desk !== null)) return;
    this.#desk = staff
      ? new EditorDesk(
          staff,
          new HttpEditorApi(),
          new HttpGapsApi(),
          new HttpGoldenApi(),
          new HttpCategoriesApi(),
          this.#store,
          (error) => this.#session.noticed(error),
        )
      : null;
  }
}
