import { css, html, nothing, type TemplateResult } from "lit";
import type { Language } from "../../shared/protocol";
import type { CannedReply } from "../../shared/staff-protocol";
import { textIn } from "../state/replies";
import { words } from "../words";

export const replyOptionStyles = css`
  .options {
    position: absolute;
    inset: auto 0 100% 0;
    z-index: 3;
    max-height: min(18rem, 45vh);
    margin: 0 0 var(--space-1);
    padding: var(--space-1);
    overflow-y: auto;
    border: 1px solid var(--color-line-strong);
    border-radius: var(--radius-m);
    background: var(--color-surface);
    box-shadow: var(--shadow-l);
    list-style: none;
  }
  .options li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 var(--space-2);
    align-items: baseline;
    padding: var(--space-2);
    border-radius: var(--radius-s);
    font-size: var(--text-s);
    cursor: pointer;
  }
  .options li[aria-selected="true"] {
    background: var(--color-accent-soft);
    color: var(--color-accent-soft-ink);
  }
  .options .title {
    font-weight: var(--weight-bold);
  }
  .options .beginning {
    grid-column: 1 / -1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .options .hint {
    padding: var(--space-2);
  }
`;

/** The list of canned replies above the answer; the keyboard stays in the answer. */
export function replyOptions(
  replies: readonly CannedReply[],
  active: number,
  language: Language,
  choose: (reply: CannedReply) => void,
): TemplateResult {
  return html`
    <ul
      id="options"
      class="options"
      role="listbox"
      aria-label=${words.t("replies")}
      @mousedown=${(event: Event) => event.preventDefault()}
    >
      ${replies.map((reply, index) => {
        const { title, text, language: own } = textIn(reply, language);
        return html`
          <li
            id="option-${index}"
            role="option"
            aria-selected=${index === active}
            @click=${() => choose(reply)}
          >
            <span>/${reply.shortcut}</span>
            <span class="title">${title}</span>
            <span>
              ${own === language ? nothing : html`<span class="badge">${own.toUpperCase()}</span>`}
              ${reply.shared ? nothing : html`<span class="badge accent">${words.t("reply_own")}</span>`}
            </span>
            <span class="beginning">${text}</span>
          </li>
        `;
      })}
    </ul>
  `;
}
