import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { staffWords } from "../../shared/staff/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import { GAPS_ADDRESS, HEALTH_ADDRESS } from "../route";
import type { EditorApi } from "../state/editor-api";
import "./act-dialog";
import type { ActDialog } from "./act-dialog";
import "./gap-card";
import { PERIODS, type Gaps } from "./gaps";
import "./health-panel";
import type { Act, Target } from "./protocol";
import { gapWords, type GapKey } from "./words";

/** What customers ask that nobody answers, and on its second tab the articles that want a look. */
@customElement("wl-gaps-page")
export class GapsPage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        width: min(60rem, 100%);
        margin: 0 auto;
        padding: var(--space-5);
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      h1 {
        font-size: var(--text-xl);
        line-height: var(--leading-tight);
      }
      h2 {
        font-size: var(--text-l);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: end;
        justify-content: space-between;
        border-bottom: 1px solid var(--color-line);
      }
      nav {
        display: flex;
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        padding: 0 var(--space-4);
        border-bottom: 2px solid transparent;
        color: var(--color-ink-soft);
        font-weight: var(--weight-medium);
        text-decoration: none;
      }
      nav a[aria-current] {
        border-color: var(--color-accent);
        color: var(--color-ink);
      }
      .period {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        padding-bottom: var(--space-2);
      }
      .period .input {
        width: auto;
      }
      section,
      .cards {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      details > summary {
        width: fit-content;
        padding: var(--space-2) 0;
        cursor: pointer;
        font-size: var(--text-l);
        font-weight: var(--weight-bold);
      }
      .status {
        scroll-margin-top: 10rem;
      }
      .status:empty {
        display: none;
      }
      @media (max-width: 600px) {
        :host {
          padding: var(--space-4) var(--space-3);
        }
        nav a {
          padding: 0 var(--space-3);
        }
      }
    `,
  ];

  @property({ attribute: false }) gaps!: Gaps;
  @property({ attribute: false }) articles!: Pick<EditorApi, "list">;
  @property() tab: "questions" | "health" = "questions";

  @state() private said: { words: string; address: string } | null = null;

  @query("wl-act-dialog") private dialog!: ActDialog;
  @query(".status") private status!: HTMLElement;

  constructor() {
    super();
    new LocaleController(this, gapWords);
    new Follow(this, () => this.gaps);
  }

  override render() {
    return html`
      <main>
        <h1>${gapWords.t(this.tab === "health" ? "health_title" : "gaps_title")}</h1>
        <div class="bar">
          <nav aria-label=${gapWords.t("tabs")}>
            ${this.#tab(GAPS_ADDRESS, "tab_questions", this.tab === "questions")}
            ${this.#tab(HEALTH_ADDRESS, "tab_health", this.tab === "health")}
          </nav>
          <div class="period">
            <label for="period">${gapWords.t("period")}</label>
            <select id="period" class="input" @change=${this.#period}>
              ${PERIODS.map(
                (days) => html`
                  <option value=${days} ?selected=${days === this.gaps.days}>
                    ${gapWords.t("days", { count: days })}
                  </option>
                `,
              )}
            </select>
          </div>
        </div>
        ${
          this.tab === "health"
            ? html`<wl-health-panel .gaps=${this.gaps}></wl-health-panel>`
            : this.#questions()
        }
      </main>
      <wl-act-dialog .gaps=${this.gaps} .articles=${this.articles} @wl-acted=${this.#acted}></wl-act-dialog>
    `;
  }

  #tab(address: string, key: GapKey, current: boolean) {
    return html`<a href=${address} aria-current=${current ? "page" : nothing}>${gapWords.t(key)}</a>`;
  }

  #questions() {
    const { status, report } = this.gaps;
    if (status === "failed")
      return html`
        <p class="alert" role="alert">
          <span>${gapWords.t("failed")}</span>
          <button class="button compact" @click=${() => void this.gaps.load()}>
            ${staffWords.t("try_again")}
          </button>
        </p>
      `;
    return html`
      <div class="status" role="status" tabindex="-1">${this.said ? this.#saying(this.said) : nothing}</div>
      <p class="hint" role="status">
        ${
          report
            ? gapWords.t("unanswered", { count: report.unanswered, asked: report.asked })
            : staffWords.t("loading")
        }
      </p>
      ${report ? this.#sections(report) : nothing}
    `;
  }

  #sections(report: NonNullable<Gaps["report"]>) {
    const { groups, singles, back, open, settled, waiting } = this.gaps;
    return html`
      ${
        report.capped
          ? html`<p class="alert warning">${gapWords.t("capped", { count: report.capped })}</p>`
          : nothing
      }
      ${waiting + singles.length === 0 ? html`<p>${gapWords.t("nothing")}</p>` : nothing}
      ${this.#section("section_back", back, "section_back_lead")} ${this.#section("section_groups", groups)}
      ${
        report.more_groups > 0
          ? html`<p class="hint">${gapWords.t("more_groups", { count: report.more_groups })}</p>`
          : nothing
      }
      ${this.#section("section_open", open, "section_open_lead")} ${this.#folded("section_singles", singles)}
      ${this.#folded("section_settled", settled)}
    `;
  }

  #section(heading: GapKey, targets: readonly Target[], lead?: GapKey) {
    if (targets.length === 0) return nothing;
    return html`
      <section aria-labelledby=${heading}>
        <h2 id=${heading}>${gapWords.t(heading)}</h2>
        ${lead ? html`<p class="hint">${gapWords.t(lead)}</p>` : nothing} ${this.#cards(targets)}
      </section>
    `;
  }

  #folded(heading: GapKey, targets: readonly Target[]) {
    if (targets.length === 0) return nothing;
    return html`
      <details>
        <summary>${gapWords.t(heading)} <span class="badge">${targets.length}</span></summary>
        ${this.#cards(targets)}
      </details>
    `;
  }

  #cards(targets: readonly Target[]) {
    return html`
      <div class="cards">
        ${repeat(
          targets,
          (target) => ("revision" in target ? `gap ${target.id}` : target.question_id),
          (target) => html`
            <wl-gap-card
              .target=${target}
              @wl-act=${(event: CustomEvent<Act["action"]>) => void this.dialog.show(target, event.detail)}
            ></wl-gap-card>
          `,
        )}
      </div>
    `;
  }

  #saying({ words, address }: { words: string; address: string }) {
    return html`
      <p class="alert info">
        <span>
          ${words} ${address ? html`<a href=${address}>${gapWords.t("open_article")}</a>` : nothing}
        </span>
      </p>
    `;
  }

  /** The card that was acted on is gone, and the keyboard goes where it is said what came of it. */
  readonly #acted = async (event: CustomEvent<{ words: string; address: string }>): Promise<void> => {
    this.said = event.detail;
    await this.updateComplete;
    this.status.focus();
    this.status.scrollIntoView({ block: "nearest" });
  };

  readonly #period = (event: Event): void =>
    this.gaps.choose(Number((event.target as HTMLSelectElement).value));
}
