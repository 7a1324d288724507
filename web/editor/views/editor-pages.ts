import { LitElement, css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import type { Preferences } from "../../shared/staff/preferences";
import type { StaffSession } from "../../shared/staff/session";
import "../../shared/staff/staff-header";
import "../categories/categories-page";
import { categoryWords } from "../categories/words";
import "../gaps/editor-nav";
import "../gaps/gaps-page";
import { gapWords } from "../gaps/words";
import "../golden/golden-page";
import { goldenWords } from "../golden/words";
import { routeOf, type Route } from "../route";
import type { EditorDesk } from "../state/desk";
import { words } from "../words";
import "./article-page";
import "./leave-dialog";
import type { LeaveDialog } from "./leave-dialog";
import "./library-page";

/** Shows the page the address names, and asks before typed text is left behind. */
@customElement("wl-editor-pages")
export class EditorPages extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        min-height: 100dvh;
      }
      wl-staff-header {
        position: sticky;
        top: 0;
        z-index: 3;
      }
    `,
  ];

  @property({ attribute: false }) desk!: EditorDesk;
  @property({ attribute: false }) session!: StaffSession;
  @property({ attribute: false }) preferences!: Preferences;

  @state() private route: Route = routeOf(location.hash);

  @query("wl-leave-dialog") private leaveDialog!: LeaveDialog;

  #address = location.hash;
  /** The address the editor has agreed to go to, whatever is left behind. */
  #agreed: string | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new LocaleController(this, goldenWords);
    new LocaleController(this, categoryWords);
    new Follow(this, () => this.desk);
    new Follow(this, () => this.desk.article);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#followAddress);
    addEventListener("beforeunload", this.#beforeLeaving);
    this.#go();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#followAddress);
    removeEventListener("beforeunload", this.#beforeLeaving);
  }

  override render() {
    document.title = this.#title();
    return html`
      <wl-staff-header
        .session=${this.session}
        .preferences=${this.preferences}
        application="editor"
      ></wl-staff-header>
      <wl-editor-nav .gaps=${this.desk.gaps} page=${this.route.page}></wl-editor-nav>
      ${this.#page()}
      <wl-leave-dialog></wl-leave-dialog>
    `;
  }

  #page() {
    const { desk, route } = this;
    if (route.page === "gaps")
      return html`<wl-gaps-page .gaps=${desk.gaps} .articles=${desk.api} tab=${route.tab}></wl-gaps-page>`;
    if (route.page === "golden") return html`<wl-golden-page .list=${desk.golden}></wl-golden-page>`;
    if (route.page === "categories")
      return html`<wl-categories-page .categories=${desk.categories}></wl-categories-page>`;
    if (route.page === "library" || !desk.article)
      return html`<wl-library-page .desk=${desk}></wl-library-page>`;
    return html`
      <wl-article-page .desk=${desk} .article=${desk.article} .language=${route.language}></wl-article-page>
    `;
  }

  #title(): string {
    if (this.route.page === "gaps") return gapWords.t("document_title");
    if (this.route.page === "golden") return goldenWords.t("golden_title");
    if (this.route.page === "categories") return categoryWords.t("categories_title");
    if (this.route.page === "library") return words.t("title");
    const mark = this.desk.article?.edited ? "* " : "";
    return `${mark}${this.route.id} – ${words.t("title")}`;
  }

  readonly #followAddress = (): void => {
    const wanted = location.hash;
    const route = routeOf(wanted);
    const leaves = route.page !== "article" || route.id !== this.desk.article?.id;
    if (!leaves || wanted === this.#agreed || !this.desk.article?.edited) return this.#go();
    history.replaceState(null, "", this.#address || "#/");
    void this.#askToLeave(wanted);
  };

  async #askToLeave(wanted: string): Promise<void> {
    const decision = await this.leaveDialog.ask();
    if (decision === "stay") return;
    if (decision === "save" && !(await this.desk.article?.saveAll())) return;
    this.#agreed = wanted;
    location.hash = wanted;
  }

  #go(): void {
    this.#agreed = null;
    this.#address = location.hash;
    this.route = routeOf(location.hash);
    this.desk.open(this.route.page === "article" ? this.route.id : null);
    if (this.route.page === "library") void this.desk.library.load();
    if (this.route.page === "gaps" || !this.desk.gaps.report) void this.desk.gaps.load();
    if (this.route.page === "gaps" && this.route.tab === "health") void this.desk.gaps.loadHealth();
    if (this.route.page === "golden") void this.desk.golden.show("");
    if (this.route.page === "categories") void this.desk.categories.load();
  }

  readonly #beforeLeaving = (event: BeforeUnloadEvent): void => {
    if (this.desk.article?.edited) event.preventDefault();
  };
}
