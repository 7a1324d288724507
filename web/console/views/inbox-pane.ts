import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { Follow } from "../../shared/observable";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ConversationSummary } from "../../shared/staff-protocol";
import type { Archive } from "../state/archive";
import type { Workspace } from "../state/workspace";
import { words } from "../words";
import "./archive-section";
import "./callback-section";
import type { CallbackSection } from "./callback-section";
import "./conversation-item";
import "./mention-section";
import "./offer-section";
import "./presence-switch";
import { sectionStyles } from "./section-styles";

/** The left pane: whether the agent takes conversations, who waits, whom they talk to. */
@customElement("wl-inbox-pane")
export class InboxPane extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    sectionStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: 0 var(--space-3) var(--space-3);
        background: var(--color-canvas);
        scrollbar-gutter: stable;
        scrollbar-width: thin;
      }
      wl-presence-switch {
        position: sticky;
        top: 0;
        z-index: 1;
        padding: var(--space-3) 0 var(--space-2);
        background: var(--color-canvas);
      }
      section + section,
      wl-offer-section + section {
        margin-top: var(--space-5);
      }
      wl-offer-section {
        display: block;
      }
      wl-callback-section {
        display: block;
        margin-top: var(--space-5);
      }
      .archives {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-5);
      }
    `,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) selected: string | null = null;

  @query("wl-callback-section") private callbackSection!: CallbackSection;

  constructor() {
    super();
    new LocaleController(this, words);
    new Follow(this, () => this.workspace.inbox);
  }

  get dialogIsOpen(): boolean {
    return this.callbackSection?.dialogIsOpen ?? false;
  }

  override render() {
    const { inbox, mentions, callbacks, withAssistant, closed } = this.workspace;
    return html`
      <nav aria-label=${words.t("conversations")}>
        <wl-presence-switch .presence=${inbox.presence}></wl-presence-switch>
        <wl-offer-section
          .offered=${inbox.offered}
          .selected=${this.selected}
          @decline-offer=${(event: CustomEvent<string>) => this.workspace.decline(event.detail)}
        ></wl-offer-section>
        ${this.#list(
          "queue",
          inbox.queue.filter((conversation) => !inbox.isOffered(conversation)),
        )}
        ${this.#list("mine", inbox.mine)}
        <wl-mention-section .mentions=${mentions}></wl-mention-section>
        <wl-callback-section .callbacks=${callbacks} ?loaded=${inbox.loaded}></wl-callback-section>
        <div class="archives">
          ${this.#archive("with_assistant", withAssistant)} ${this.#archive("closed_list", closed)}
        </div>
      </nav>
    `;
  }

  #list(name: "queue" | "mine", conversations: readonly ConversationSummary[]) {
    const { inbox } = this.workspace;
    return html`
      <section aria-labelledby=${name}>
        <h2 id=${name}>
          ${words.t(name)}
          <span class="badge">${conversations.length}</span>
        </h2>
        ${
          conversations.length === 0 && inbox.loaded
            ? html`<p class="empty hint">${words.t(`${name}_empty`)}</p>`
            : nothing
        }
        <ul>
          ${repeat(
            conversations,
            ({ id }) => id,
            (conversation) => html`
              <li>
                <wl-conversation-item
                  .conversation=${conversation}
                  .selected=${conversation.id === this.selected}
                  .unread=${name === "mine" ? inbox.unread(conversation) : 0}
                ></wl-conversation-item>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #archive(name: "with_assistant" | "closed_list", archive: Archive) {
    return html`
      <wl-archive-section
        heading=${words.t(name)}
        .archive=${archive}
        .selected=${this.selected}
      ></wl-archive-section>
    `;
  }
}
