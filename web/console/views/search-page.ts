import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { HANDOVER_REASONS } from "../../shared/protocol";
import { staffWords } from "../../shared/staff/i18n";
import { icon } from "../../shared/staff/icons";
import { pageStyles } from "../../shared/staff/page-styles";
import type { SearchFilters } from "../../shared/staff-protocol";
import { searchAddress } from "../route";
import type { Search } from "../state/search";
import { languageInWords, reasonInWords, words } from "../words";
import "./saved-searches";
import "./search-result";

const STATES = ["queue", "agent", "bot", "closed"] as const;
const SELECTS = ["state", "reason", "agent", "tag", "language", "order"] as const;

/** Finds any conversation by words, customer, order number and what it is; the address says what is looked for. */
@customElement("wl-search-page")
export class SearchPage extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: var(--space-4);
        background: var(--color-canvas);
      }
      header,
      .words {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      h1 {
        font-size: var(--text-l);
      }
      form {
        display: grid;
        gap: var(--space-3);
        margin: var(--space-3) 0;
      }
      .words .field {
        flex: 1;
      }
      .words .button {
        align-self: end;
      }
      .filters {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
        gap: var(--space-2);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: var(--space-2) 0;
        padding: 0;
        list-style: none;
      }
    `,
  ];

  @property({ attribute: false }) search!: Search;
  @property({ attribute: false }) filters: SearchFilters = {};

  @query("form") private form!: HTMLFormElement;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.search);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>("#q")?.select();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("filters")) void this.search.run(this.filters);
  }

  protected override firstUpdated(): void {
    void this.search.prepare();
    this.focus();
  }

  override render() {
    return html`
      <header>
        <a class="icon-button compact" href="#/" aria-label=${words.t("back_to_list")}>${icon("back")}</a>
        <h1>${words.t("search")}</h1>
      </header>
      <form role="search" aria-label=${words.t("search")} @submit=${this.#submitted} @change=${this.#go}>
        <div class="words">
          <div class="field">
            <label for="q">${words.t("search_words")}</label>
            <input
              id="q"
              name="q"
              class="input"
              type="search"
              maxlength="200"
              autocomplete="off"
              aria-describedby="q-hint"
              .value=${this.filters.q ?? ""}
            />
          </div>
          <button class="button primary compact">${icon("search", 18)} ${words.t("search_go")}</button>
        </div>
        <span id="q-hint" class="hint">${words.t("search_hint")}</span>
        <div class="filters">
          ${SELECTS.map((name) => this.#select(name))}
          ${(["since", "until"] as const).map((name) => this.#day(name))}
        </div>
      </form>
      <wl-saved-searches .search=${this.search}></wl-saved-searches>
      ${this.#found()}
    `;
  }

  #select(name: (typeof SELECTS)[number]) {
    const chosen = this.filters[name] ?? "";
    return html`
      <div class="field">
        <label for=${name}>${words.t(`search_${name}`)}</label>
        <select id=${name} name=${name} class="input">
          ${this.#choices(name).map(
            ([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`,
          )}
        </select>
      </div>
    `;
  }

  #choices(name: (typeof SELECTS)[number]): [string, string][] {
    const any: [string, string] = ["", words.t("search_any")];
    switch (name) {
      case "state":
        return [any, ...STATES.map((state): [string, string] => [state, words.t(`search_state_${state}`)])];
      case "reason":
        return [any, ...HANDOVER_REASONS.map((reason): [string, string] => [reason, reasonInWords(reason)])];
      case "agent":
        return [any, ...this.search.agents.map((one): [string, string] => [one.id, one.name])];
      case "tag": {
        const wanted = this.filters.tag;
        const tags = [...new Set([...this.search.tags, ...(wanted ? [wanted] : [])])];
        return [any, ...tags.map((tag): [string, string] => [tag, tag])];
      }
      case "language":
        return [any, ["pl", languageInWords("pl")], ["en", languageInWords("en")]];
      case "order":
        return [
          ["", words.t("search_newest")],
          ["best", words.t("search_best")],
        ];
    }
  }

  #day(name: "since" | "until") {
    return html`
      <div class="field">
        <label for=${name}>${words.t(`search_${name}`)}</label>
        <input id=${name} name=${name} class="input" type="date" .value=${this.filters[name] ?? ""} />
      </div>
    `;
  }

  #found() {
    const { status, results, hasMore } = this.search;
    return html`
      <p class="hint" role="status">
        ${
          status === "loading"
            ? staffWords.t("loading")
            : status === "ready"
              ? words.t(hasMore ? "search_found_more" : "search_found", { count: results.length })
              : nothing
        }
      </p>
      ${status === "failed" ? html`<p class="alert" role="alert">${words.t("search_failed")}</p>` : nothing}
      <ul aria-label=${words.t("search_results")} aria-busy=${status === "loading"}>
        ${repeat(
          results,
          ({ conversation }) => conversation.id,
          (result) => html`<li><wl-search-result .result=${result}></wl-search-result></li>`,
        )}
      </ul>
      ${
        hasMore
          ? html`
              <button
                class="button compact"
                ?disabled=${status === "loading"}
                @click=${() => void this.search.more()}
              >
                ${words.t("search_more")}
              </button>
            `
          : nothing
      }
    `;
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    this.#go();
  };

  readonly #go = (): void => {
    const given = [...new FormData(this.form)].filter(
      ([, value]) => typeof value === "string" && value.trim(),
    );
    location.hash = searchAddress(Object.fromEntries(given) as SearchFilters);
  };
}
