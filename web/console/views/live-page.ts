import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type {
  AgentAtDesk,
  ConversationSummary,
  DeskAlert,
  LiveView,
  Satisfaction,
} from "../../shared/staff-protocol";
import type { DeskView } from "../state/live-view";
import { stopwatch } from "../stopwatch";
import { alertInWords, percent, words } from "../words";
import "./conversation-item";
import { sectionStyles } from "./section-styles";

const LABELS = {
  waiting: "live_waiting",
  longest_wait: "live_longest",
  service_level: "live_level",
  falling: "live_falling",
  nobody_there: "live_there",
} as const;

/** The desk at a glance: who waits, how well it goes, who is there, whose mood falls, and what is alarming. */
@customElement("wl-live-page")
export class LivePage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    sectionStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: var(--space-4);
        background: var(--color-canvas);
      }
      header {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      h1 {
        flex: 1;
        font-size: var(--text-l);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: var(--space-3);
        margin: var(--space-4) 0;
      }
      dl div,
      .panel {
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--color-line);
        border-radius: var(--radius-m);
        background: var(--color-surface);
      }
      dl .alarming {
        border-color: var(--color-danger);
      }
      dt {
        color: var(--color-ink-soft);
        font-size: var(--text-s);
      }
      dd {
        margin: 0;
        font-size: var(--text-xl);
        font-variant-numeric: tabular-nums;
        font-weight: var(--weight-bold);
      }
      dd small {
        display: block;
        color: var(--color-ink-soft);
        font-size: var(--text-xs);
        font-weight: var(--weight-normal);
      }
      .alarming dd {
        color: var(--color-danger);
      }
      p.alert {
        margin-bottom: var(--space-2);
      }
      .lists {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        gap: var(--space-4);
        align-items: start;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-s);
      }
      th,
      td {
        padding: var(--space-2) 0;
        border-top: 1px solid var(--color-line);
        text-align: start;
      }
      thead th {
        border: 0;
        color: var(--color-ink-soft);
        font-weight: var(--weight-medium);
      }
      tbody th {
        font-weight: var(--weight-medium);
        overflow-wrap: anywhere;
      }
      .load {
        width: 5rem;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      meter {
        width: 100%;
        height: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) desk!: DeskView;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.desk);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.desk.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.desk.stop();
  }

  override render() {
    const { view, stale } = this.desk;
    return html`
      <header>
        <a class="icon-button compact" href="#/" aria-label=${words.t("back_to_list")}>${icon("back")}</a>
        <h1>${words.t("live")}</h1>
        <span class="badge warning" role="status" ?hidden=${!stale}
          >${stale ? words.t("live_stale") : nothing}</span
        >
      </header>
      ${view ? html`${this.#figures(view)} ${this.#alerts(view)} ${this.#lists(view)}` : nothing}
    `;
  }

  /** The sentences change with every look; read out is only which alerts there are. */
  #alerts({ alerts }: LiveView) {
    const kinds = alerts.map(({ kind }) => words.t(LABELS[kind])).join(", ");
    return html`
      <div class="visually-hidden" role="status">${kinds && words.t("live_alerts", { kinds })}</div>
      ${repeat(
        alerts,
        ({ kind }) => kind,
        (alert) => html`<p class="alert">${icon("warning", 18)} ${alertInWords(alert)}</p>`,
      )}
    `;
  }

  #figures({ waiting, longest_wait_seconds, service_level, agents, alerts, satisfaction }: LiveView) {
    const there = agents.filter(({ presence }) => presence === "available" || presence === "busy");
    const { share, counted, within_seconds, over_minutes } = service_level;
    const alarming = (...kinds: DeskAlert["kind"][]) =>
      alerts.some(({ kind }) => kinds.includes(kind)) ? "alarming" : "";
    return html`
      <dl>
        <div class=${alarming("waiting")}>
          <dt>${words.t("live_waiting")}</dt>
          <dd>${waiting}</dd>
        </div>
        <div class=${alarming("longest_wait")}>
          <dt>${words.t("live_longest")}</dt>
          <dd>${longest_wait_seconds === null ? "–" : stopwatch(longest_wait_seconds)}</dd>
        </div>
        <div class=${alarming("service_level")}>
          <dt>${words.t("live_level")}</dt>
          <dd>
            ${share === null ? "–" : percent(share)}
            <small>
              ${words.t("live_level_basis", { count: counted, seconds: within_seconds, minutes: over_minutes })}
            </small>
          </dd>
        </div>
        <div class=${alarming("nobody_there")}>
          <dt>${words.t("live_there")}</dt>
          <dd>${there.length}</dd>
        </div>
        ${this.#satisfaction(satisfaction)}
      </dl>
    `;
  }

  #satisfaction({ asked, answered, csat, nps, nps_counted, ces, ces_counted }: Satisfaction) {
    const rounded = (figure: number, digits: number) =>
      new Intl.NumberFormat(words.language, { maximumFractionDigits: digits }).format(figure);
    return html`
      <div>
        <dt>${words.t("live_csat")}</dt>
        <dd>
          ${csat === null ? "–" : percent(csat)}
          <small>${words.t("live_csat_basis", { count: asked, answered })}</small>
        </dd>
      </div>
      ${nps === null ? nothing : this.#score("NPS", rounded(nps, 0), nps_counted)}
      ${ces === null ? nothing : this.#score("CES", rounded(ces, 1), ces_counted)}
    `;
  }

  #score(name: string, figure: string, count: number) {
    return html`
      <div>
        <dt>${name}</dt>
        <dd>${figure} <small>${words.t("live_score_basis", { count })}</small></dd>
      </div>
    `;
  }

  #lists({ next, falling, agents }: LiveView) {
    return html`
      <div class="lists">
        ${this.#conversations("live_next", next)} ${this.#conversations("live_falling", falling)}
        <section aria-labelledby="agents">
          <h2 id="agents">${words.t("live_agents")}</h2>
          <div class="panel">
            ${
              agents.length === 0
                ? html`<p class="hint">${words.t("live_agents_empty")}</p>`
                : html`
                    <table>
                      <thead>
                        <tr>
                          <th scope="col">${words.t("live_agent")}</th>
                          <th scope="col">${words.t("presence_column")}</th>
                          <th scope="col" class="load">${words.t("live_load")}</th>
                        </tr>
                      </thead>
                      <tbody>
                        ${repeat(
                          agents,
                          ({ id }) => id,
                          (agent) => this.#agent(agent),
                        )}
                      </tbody>
                    </table>
                  `
            }
          </div>
        </section>
      </div>
    `;
  }

  #conversations(name: "live_next" | "live_falling", conversations: readonly ConversationSummary[]) {
    return html`
      <section aria-labelledby=${name}>
        <h2 id=${name}>${words.t(name)} <span class="badge">${conversations.length}</span></h2>
        ${conversations.length === 0 ? html`<p class="empty hint">${words.t(`${name}_empty`)}</p>` : nothing}
        <ul>
          ${repeat(
            conversations,
            ({ id }) => id,
            (conversation) => html`
              <li><wl-conversation-item .conversation=${conversation}></wl-conversation-item></li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #agent({ name, presence, active, capacity }: AgentAtDesk) {
    return html`
      <tr>
        <th scope="row">${name}</th>
        <td>${words.t(`state_${presence}`)}</td>
        <td class="load">
          ${active} / ${capacity}
          <meter aria-hidden="true" min="0" max=${capacity} high=${capacity - 0.5} value=${active}></meter>
        </td>
      </tr>
    `;
  }
}
