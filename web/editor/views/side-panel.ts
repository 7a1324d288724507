import { LitElement, css, html, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import "../golden/golden-questions";
import "../golden/publication-history";
import { goldenWords } from "../golden/words";
import type { EditorDesk } from "../state/desk";
import { publicState, type Edition } from "../state/edition";
import { words } from "../words";
import "./body-preview";
import "./question-trial";
import "./versions-panel";

const TABS = ["preview", "versions", "trial", "golden"] as const;

type Tab = (typeof TABS)[number];

/** What stands beside the form: how it will look, how it was, how it is found. */
@customElement("wl-side-panel")
export class SidePanel extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        position: sticky;
        top: calc(3.5rem + var(--space-4));
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        max-height: calc(100dvh - 3.5rem - 2 * var(--space-4));
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
      }
      [role="tablist"] {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-1);
        padding: 0 var(--space-3);
        border-bottom: 1px solid var(--color-line);
      }
      [role="tab"] {
        min-height: var(--target);
        padding: 0 var(--space-3);
        border-bottom: 2px solid transparent;
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
      }
      [role="tab"][aria-selected="true"] {
        border-color: var(--color-accent);
        color: var(--color-ink);
      }
      [role="tab"]:focus-visible {
        outline-offset: -2px;
      }
      [role="tabpanel"] {
        overflow-y: auto;
        padding: var(--space-4);
      }
      .lead {
        margin-bottom: var(--space-3);
      }
      @media (max-width: 1000px) {
        :host {
          position: static;
          max-height: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) desk!: EditorDesk;
  @property({ attribute: false }) edition!: Edition;

  @state() private tab: Tab = "preview";

  /** What was public when this was drawn last; when it changes, questions fare differently. */
  #seen: string | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new LocaleController(this, goldenWords);
    new Follow(this, () => this.edition);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const seen = publicState(this.edition);
    if (this.#seen !== null && seen !== this.#seen) void this.desk.golden.load();
    this.#seen = seen;
    const shown = changed.has("edition") || changed.has("tab");
    if (shown && this.tab === "versions" && this.edition.versions === null) void this.edition.loadVersions();
  }

  override render() {
    return html`
      <div role="tablist" aria-label=${words.t("side_panel")} @keydown=${this.#pressed}>
        ${TABS.map(
          (tab) => html`
            <button
              role="tab"
              id=${tab}
              aria-selected=${tab === this.tab}
              aria-controls="panel"
              tabindex=${tab === this.tab ? 0 : -1}
              @click=${() => (this.tab = tab)}
            >
              ${tab === "golden" ? goldenWords.t("golden") : words.t(tab)}
            </button>
          `,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby=${this.tab} tabindex="0">${this.#content()}</div>
    `;
  }

  #content() {
    const { desk, edition } = this;
    switch (this.tab) {
      case "preview":
        return html`<wl-body-preview .api=${desk.api} .edition=${edition}></wl-body-preview>`;
      case "versions":
        return html`
          <wl-versions-panel .edition=${edition}></wl-versions-panel>
          <wl-publication-history
            .api=${desk.goldenApi}
            article=${edition.articleId}
            language=${edition.language}
            seen=${publicState(edition)}
          ></wl-publication-history>
        `;
      case "trial":
        return html`<wl-question-trial
          .trial=${desk.trial}
          .edition=${edition}
          language=${edition.language}
        ></wl-question-trial>`;
      case "golden":
        return html`
          <p class="hint lead">${goldenWords.t("golden_of_article")} ${goldenWords.t("golden_lead")}</p>
          <wl-golden-questions
            .list=${desk.golden}
            article=${edition.articleId}
            language=${edition.language}
          ></wl-golden-questions>
        `;
    }
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.tab = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length]!;
    this.renderRoot.querySelector<HTMLElement>(`#${this.tab}`)?.focus();
  };
}
