import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AuthorKind } from "../../shared/protocol";
import "./chat-avatar";

/** Someone is writing, or the assistant is looking for an answer. */
@customElement("typing-indicator")
export class TypingIndicator extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      color: var(--color-ink-soft);
      font-size: var(--text-s);
    }
    .dots {
      display: flex;
      gap: 0.25rem;
      padding: 0.625rem 0.75rem;
      border-radius: var(--radius-l);
      background: var(--color-sunken);
    }
    i {
      width: 0.375rem;
      height: 0.375rem;
      border-radius: 50%;
      background: currentColor;
      animation: breathe 1.2s infinite ease-in-out;
    }
    i:nth-child(2) {
      animation-delay: 0.15s;
    }
    i:nth-child(3) {
      animation-delay: 0.3s;
    }
    @keyframes breathe {
      0%,
      60%,
      100% {
        opacity: 0.35;
      }
      30% {
        opacity: 1;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      i {
        animation: none;
      }
    }
  `;

  @property() kind: AuthorKind = "assistant";
  @property() name: string | null = null;
  @property() sentence = "";

  override render() {
    return html`
      <chat-avatar .kind=${this.kind} .name=${this.name}></chat-avatar>
      <span class="dots" aria-hidden="true">
        <i></i>
        <i></i>
        <i></i>
      </span>
      <span>${this.sentence}</span>
    `;
  }
}
