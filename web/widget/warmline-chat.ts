import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles";
import { LocaleController } from "../shared/i18n";
import type { Language, Rating } from "../shared/protocol";
import type { ConversationStore } from "./conversation/conversation-store";
import "./parts/chat-composer";
import type { ChatComposer } from "./parts/chat-composer";
import "./parts/chat-header";
import type { ChatHeader } from "./parts/chat-header";
import "./parts/chat-log";
import type { ChatLog } from "./parts/chat-log";
import "./parts/chat-menu";
import "./parts/chat-survey";
import "./parts/connection-bar";
import { i18n } from "./strings";

/**
 * The whole chat: who, what was said, what to say.
 *
 * @fires leave - the customer closes the panel
 */
@customElement("warmline-chat")
export class WarmlineChat extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: fixed;
        inset: 0;
        display: grid;
        grid-template: auto minmax(0, 1fr) auto auto / minmax(0, 1fr);
        background: var(--color-surface);
        color: var(--color-ink);
      }
      .top {
        position: relative;
        z-index: 1;
      }
      .thanks:not(:empty) {
        padding: var(--space-2) var(--space-4);
        color: var(--color-ink-soft);
      }
      p {
        margin: 0;
      }
      chat-menu {
        position: absolute;
        inset-inline: 0;
        top: 100%;
      }
    `,
  ];

  @property({ attribute: false }) store!: ConversationStore;
  @property() shop = "";
  @state() private menuOpen = false;
  @state() private rated = false;
  @query("chat-header") private header!: ChatHeader;
  @query("chat-composer") private composer!: ChatComposer;
  @query("chat-log") private log!: ChatLog;
  #unsubscribe: (() => void) | undefined;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "dialog");
    this.#unsubscribe = this.store.subscribe(() => this.requestUpdate());
    this.addEventListener("keydown", this.#escape);
  }

  override disconnectedCallback(): void {
    this.#unsubscribe?.();
    this.removeEventListener("keydown", this.#escape);
    super.disconnectedCallback();
  }

  /** Takes the focus, when the panel opens or a pressed button goes away: to the field, or on a touch screen to the title, lest the keyboard jump up. */
  async enter(): Promise<void> {
    await this.updateComplete;
    this.log.toEnd();
    if (matchMedia("(pointer: coarse)").matches) this.header.focus();
    else this.composer.focus();
  }

  protected override willUpdate(): void {
    this.setAttribute("aria-label", i18n.t("title", { shop: this.#shopName }));
  }

  override render() {
    const { store } = this;
    const owner = store.state?.owner.kind;
    const survey = store.state?.survey;
    const ended = !store.state || owner === "closed" || !store.timeline.messages.length;
    return html`
      <div class="top">
        <chat-header
          .state=${store.state}
          .shop=${this.shop}
          ?menuOpen=${this.menuOpen}
          @menu=${() => (this.menuOpen = !this.menuOpen)}
          @leave=${() => this.dispatchEvent(new Event("leave"))}
        ></chat-header>
        <connection-bar .status=${store.linkStatus} ?welcomed=${store.welcomed}></connection-bar>
        ${
          this.menuOpen
            ? html`
                <chat-menu
                  ?canEnd=${!ended}
                  ?connected=${store.linkStatus === "open"}
                  @language=${(event: CustomEvent<Language>) => this.#choose(event.detail)}
                  @end=${this.#end}
                ></chat-menu>
              `
            : nothing
        }
      </div>
      <chat-log .store=${store} .shop=${this.#shopName} @said=${() => this.enter()}></chat-log>
      <div>
        ${
          survey
            ? html`
                <chat-survey
                  .questions=${survey.questions}
                  ?connected=${store.linkStatus === "open"}
                  @rate=${(event: CustomEvent<Rating>) => this.#rate(event.detail)}
                ></chat-survey>
              `
            : nothing
        }
        <p class="thanks" role="status">
          ${this.rated && owner === "closed" && !survey ? i18n.t("survey_thanks") : nothing}
        </p>
      </div>
      <chat-composer
        .text=${store.draft}
        ?personOffered=${owner !== "agent" && owner !== "queue"}
        ?personAsked=${store.askingForPerson}
        .queue=${store.state?.queue ?? null}
        ?connected=${store.linkStatus === "open"}
        @draft=${(event: CustomEvent<string>) => this.#drafted(event.detail)}
        @send=${(event: CustomEvent<string>) => this.#send(event.detail)}
        @person=${this.#askForPerson}
        @withdraw=${this.#withdraw}
      ></chat-composer>
    `;
  }

  get #shopName(): string {
    return this.shop || i18n.t("shop");
  }

  #drafted(text: string): void {
    this.store.draft = text;
    if (text) this.store.noteTyping();
  }

  #send(text: string): void {
    this.store.draft = "";
    this.store.send(text);
    this.log.toEnd();
  }

  #askForPerson(): void {
    this.store.requestPerson();
    void this.enter();
  }

  #withdraw(): void {
    this.store.withdraw();
    void this.enter();
  }

  #rate(rating: Rating): void {
    if (!this.store.rate(rating)) return;
    this.rated = !rating.skipped;
    void this.enter();
  }

  #choose(language: Language): void {
    this.dispatchEvent(new CustomEvent("language", { detail: language }));
    this.#closeMenu();
  }

  #end(): void {
    this.store.end();
    this.#closeMenu();
  }

  #closeMenu(): void {
    this.menuOpen = false;
    this.header.focusMenu();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (this.menuOpen) this.#closeMenu();
    else this.dispatchEvent(new Event("leave"));
  };
}
