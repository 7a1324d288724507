import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import type { AuthorKind } from "../../shared/protocol";
import { assistantIcon, clockIcon, personIcon } from "../icons";

/** Who speaks, at a glance: a spark on the accent for software, initials on teal for a person. */
@customElement("chat-avatar")
export class ChatAvatar extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        place-items: center;
        flex: none;
        width: 2.25rem;
        height: 2.25rem;
        border-radius: var(--radius-full);
        background: var(--color-accent-soft);
        color: var(--color-accent-soft-ink);
        font-size: var(--text-s);
        font-weight: var(--weight-bold);
      }
      :host([kind="agent"]) {
        background: var(--color-person);
        color: var(--color-person-ink);
      }
      :host([kind="system"]) {
        background: var(--color-warning-soft);
        color: var(--color-warning);
      }
    `,
  ];

  @property({ reflect: true }) kind: AuthorKind = "assistant";
  @property() name: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
  }

  override render() {
    if (this.kind === "assistant") return assistantIcon;
    if (this.kind === "system") return clockIcon;
    const initials = (this.name ?? "")
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 2)
      .map((word) => word.charAt(0).toLocaleUpperCase());
    return initials.length ? html` ${initials.join("")} ` : personIcon;
  }
}
