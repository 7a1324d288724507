import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { KeyValueStore } from "../../shared/key-value-store";
import { Follow } from "../../shared/observable";
import type { Preferences } from "../../shared/staff/preferences";
import type { StaffSession } from "../../shared/staff/session";
import type { PresenceChoice, Suggestion } from "../../shared/staff-protocol";
import "../../shared/staff/staff-header";
import { routeOf, searchAddress, type Route } from "../route";
import { ShortcutSwitch, shortcutOf, type ShortcutAction } from "../shortcuts";
import type { Alerts } from "../state/alerts";
import type { Workspace } from "../state/workspace";
import { words } from "../words";
import "./alert-switches";
import "./conversation-pane";
import type { ConversationPane } from "./conversation-pane";
import "./customer-pane";
import "./inbox-pane";
import type { InboxPane } from "./inbox-pane";
import "./live-page";
import "./replies-page";
import type { RepliesPage } from "./replies-page";
import "./search-page";
import type { SearchPage } from "./search-page";
import "./shortcuts-dialog";
import type { ShortcutsDialog } from "./shortcuts-dialog";

/** Three panes under one bar: who waits, what they say, who they are. */
@customElement("wl-agent-console")
export class AgentConsole extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        height: 100dvh;
        overflow: hidden;
      }
      .panes {
        display: grid;
        grid-template-columns: 19.5rem minmax(0, 1fr) 19.5rem;
        min-height: 0;
      }
      .panes > * {
        min-width: 0;
        min-height: 0;
      }
      wl-conversation-pane,
      wl-live-page,
      wl-replies-page,
      wl-search-page {
        height: 100%;
      }
      .panes.apart {
        grid-template-columns: 19.5rem minmax(0, 1fr);
      }
      wl-inbox-pane {
        border-right: 1px solid var(--color-line);
      }
      wl-customer-pane {
        border-left: 1px solid var(--color-line);
      }
      .link {
        overflow: hidden;
        color: var(--color-warning);
        font-size: var(--text-s);
        font-weight: var(--weight-medium);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (max-width: 1150px) {
        .panes {
          position: relative;
          grid-template-columns: 17rem minmax(0, 1fr);
        }
        wl-customer-pane {
          position: absolute;
          inset: 0 0 0 auto;
          z-index: 2;
          width: min(21rem, 90%);
          box-shadow: var(--shadow-l);
          visibility: hidden;
          transform: translateX(100%);
          transition:
            transform var(--motion) var(--ease),
            visibility var(--motion);
        }
        wl-customer-pane.shown {
          visibility: visible;
          transform: none;
        }
      }
      @media (max-width: 700px) {
        .panes,
        .panes.apart {
          grid-template-columns: minmax(0, 1fr);
        }
        .panes.reading wl-inbox-pane,
        .panes:not(.reading) main {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) alerts!: Alerts;
  @property({ attribute: false }) store!: KeyValueStore;
  @property({ attribute: false }) session!: StaffSession;
  @property({ attribute: false }) preferences!: Preferences;

  @state() private customerShown = false;
  @state() private route: Route = { page: "conversation", id: null };

  @query("wl-inbox-pane") private inboxPane!: InboxPane;
  @query("wl-conversation-pane") private conversationPane!: ConversationPane | null;
  @query("wl-search-page") private searchPage!: SearchPage | null;
  @query("wl-replies-page") private repliesPage!: RepliesPage | null;
  @query("wl-shortcuts-dialog") private shortcutsDialog!: ShortcutsDialog;

  #shortcuts: ShortcutSwitch | null = null;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.workspace);
    new Follow(this, () => this.workspace.inbox);
    new Follow(this, () => this.workspace.mentions);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#shortcuts = new ShortcutSwitch(this.store);
    addEventListener("hashchange", this.#followAddress);
    addEventListener("keydown", this.#pressed);
    this.#followAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#followAddress);
    removeEventListener("keydown", this.#pressed);
    document.title = words.t("title");
  }

  override render() {
    const { current, linkStatus, inbox } = this.workspace;
    const apart = this.route.page !== "conversation";
    return html`
      <wl-staff-header .session=${this.session} .preferences=${this.preferences} application="console">
        <span class="link" role="status">
          ${linkStatus === "open" ? nothing : words.t(inbox.loaded ? "link_lost" : "link_connecting")}
        </span>
        <wl-alert-switches
          .alerts=${this.alerts}
          ?supervises=${this.workspace.supervises}
          @show-shortcuts=${this.#showShortcuts}
        ></wl-alert-switches>
      </wl-staff-header>
      <div class="panes ${current || apart ? "reading" : ""} ${apart ? "apart" : ""}">
        <wl-inbox-pane
          .workspace=${this.workspace}
          .selected=${current?.id ?? null}
          @choose-presence=${this.#choosePresence}
          @take-offer=${this.#takeOffer}
        ></wl-inbox-pane>
        <main>${this.#page()}</main>
        ${apart ? nothing : this.#customer()}
      </div>
      <wl-shortcuts-dialog .shortcuts=${this.#shortcuts}></wl-shortcuts-dialog>
    `;
  }

  #page() {
    switch (this.route.page) {
      case "replies":
        return this.#replies();
      case "live":
        return this.workspace.supervises
          ? html`<wl-live-page .desk=${this.workspace.desk}></wl-live-page>`
          : this.#conversation();
      case "search":
        return html`
          <wl-search-page .search=${this.workspace.search} .filters=${this.route.filters}></wl-search-page>
        `;
      default:
        return this.#conversation();
    }
  }

  #conversation() {
    return html`
      <wl-conversation-pane
        .workspace=${this.workspace}
        .conversation=${this.workspace.current}
        .customerShown=${this.customerShown}
        @toggle-customer=${() => (this.customerShown = !this.customerShown)}
      ></wl-conversation-pane>
    `;
  }

  #customer() {
    return html`
      <wl-customer-pane
        class=${this.customerShown ? "shown" : ""}
        .conversation=${this.workspace.current}
        @insert-suggestion=${this.#insert}
        @hide-customer=${this.#hideCustomer}
      ></wl-customer-pane>
    `;
  }

  #replies() {
    return html`
      <wl-replies-page
        .replies=${this.workspace.replies}
        ?keeps=${this.session.may("editor") || this.session.may("supervisor")}
      ></wl-replies-page>
    `;
  }

  protected override updated(): void {
    const { inbox, mentions } = this.workspace;
    const calling = inbox.calling + mentions.waiting.length;
    document.title = calling > 0 ? `(${calling}) ${words.t("title")}` : words.t("title");
  }

  readonly #followAddress = (): void => {
    this.route = routeOf(location.hash);
    this.workspace.open(this.route.page === "conversation" ? this.route.id : null);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || this.#dialogIsOpen()) return;
    const shortcut = shortcutOf(event, this.#shortcuts?.on ?? false);
    if (!shortcut) return;
    event.preventDefault();
    if (shortcut.action === "suggestion") {
      const suggestion = this.workspace.current?.suggestions.articles[shortcut.index];
      if (suggestion) this.conversationPane?.insert(suggestion);
    } else this.#act(shortcut.action);
  };

  #act(action: ShortcutAction): void {
    switch (action) {
      case "next":
        return this.#step(1);
      case "previous":
        return this.#step(-1);
      case "take_next":
        return void this.#took(this.workspace.takeNext());
      case "presence":
        return this.#turnPresence();
      case "help":
        return this.#showShortcuts();
      case "replies":
        return void (location.hash = "#/replies");
      case "live":
        if (this.workspace.supervises) location.hash = "#/live";
        return;
      case "search":
        return this.#search();
      default:
        this.conversationPane?.act(action);
    }
  }

  #step(by: number): void {
    const { mine, queue } = this.workspace.inbox;
    const ids = [...queue, ...mine].map(({ id }) => id);
    if (ids.length === 0) return;
    const at = ids.indexOf(this.workspace.current?.id ?? "");
    const next = at === -1 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
    this.#go(ids[next]!);
  }

  /** To the search as it was left; there already, to its field. */
  #search(): void {
    if (this.searchPage) this.searchPage.focus();
    else location.hash = searchAddress(this.workspace.search.filters);
  }

  async #took(taking: Promise<boolean>): Promise<void> {
    if (this.workspace.current) this.#go(this.workspace.current.id);
    if (!(await taking)) return;
    await this.updateComplete;
    this.conversationPane?.act("write");
  }

  #go(id: string): void {
    location.hash = `#/${encodeURIComponent(id)}`;
  }

  #turnPresence(): void {
    this.workspace.setPresence(this.workspace.inbox.presence === "available" ? "away" : "available");
  }

  readonly #choosePresence = (event: CustomEvent<PresenceChoice>): void => {
    this.workspace.setPresence(event.detail);
  };

  readonly #takeOffer = (event: CustomEvent<string>): void => {
    void this.#took(this.workspace.take(event.detail));
  };

  readonly #showShortcuts = (): void => this.shortcutsDialog.show();

  readonly #insert = (event: CustomEvent<Suggestion>): void => {
    this.customerShown = false;
    this.conversationPane?.insert(event.detail);
  };

  readonly #hideCustomer = (): void => {
    this.customerShown = false;
    this.conversationPane?.focusCustomerToggle();
  };

  #dialogIsOpen(): boolean {
    const pages = [this.conversationPane, this.repliesPage, this.inboxPane];
    return this.shortcutsDialog.open || pages.some((page) => page?.dialogIsOpen);
  }
}
