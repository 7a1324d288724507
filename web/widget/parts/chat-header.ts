import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { AuthorKind, ConversationState } from "../../shared/protocol";
import { closeIcon, menuIcon } from "../icons";
import { i18n } from "../strings";
import "./chat-avatar";

interface Counterpart {
  kind: AuthorKind;
  name: string;
  role: string;
}

/**
 * Always says who is on the other side: software, software until a person comes, or a named person.
 *
 * @fires menu - the options were asked for
 * @fires leave - the chat is to be closed
 */
@customElement("chat-header")
export class ChatHeader extends LitElement {
  static override styles = [
    baseStyles,
    css`
      header {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        border-bottom: 1px solid var(--color-line);
        background: var(--color-raised);
      }
      .who {
        flex: 1;
        min-width: 0;
      }
      h1 {
        margin: 0;
        font-size: var(--text-l);
        font-weight: var(--weight-bold);
        line-height: var(--leading-tight);
        overflow-wrap: anywhere;
      }
      h1:focus {
        outline: none;
      }
      p {
        margin: 0.1rem 0 0;
        color: var(--color-ink-soft);
        font-size: var(--text-s);
        line-height: var(--leading-tight);
      }
      .actions {
        display: flex;
      }
    `,
  ];

  @property({ attribute: false }) state: ConversationState | null = null;
  @property() shop = "";
  @property({ type: Boolean }) menuOpen = false;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  /** Returns the focus to the button that opened the options. */
  focusMenu(): void {
    this.renderRoot.querySelector<HTMLElement>(".menu")?.focus();
  }

  override render() {
    const { kind, name, role } = this.#counterpart();
    return html`
      <header>
        <chat-avatar .kind=${kind} .name=${name}></chat-avatar>
        <div class="who" role="status">
          <h1 tabindex="-1">${name}</h1>
          <p>${role}</p>
        </div>
        <div class="actions">
          <button
            class="icon-button menu"
            aria-label=${i18n.t("menu")}
            aria-expanded=${this.menuOpen}
            @click=${() => this.dispatchEvent(new Event("menu"))}
          >
            ${menuIcon}
          </button>
          <button
            class="icon-button"
            aria-label=${i18n.t("close")}
            @click=${() => this.dispatchEvent(new Event("leave"))}
          >
            ${closeIcon}
          </button>
        </div>
      </header>
    `;
  }

  #counterpart(): Counterpart {
    const owner = this.state?.owner;
    switch (owner?.kind) {
      case "agent":
        return {
          kind: "agent",
          name: owner.name ?? i18n.t("agent_unnamed"),
          role: `${i18n.t("agent_role")} · ${this.shop}`,
        };
      case "queue":
        return { kind: "system", name: i18n.t("queue_title"), role: i18n.t("queue_role") };
      case "closed":
        return { kind: "assistant", name: i18n.t("closed_title"), role: i18n.t("closed_role") };
      default:
        return {
          kind: "assistant",
          name: `${i18n.t("assistant")} ${this.shop}`,
          role: i18n.t("assistant_role"),
        };
    }
  }
}
