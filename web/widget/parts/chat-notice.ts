import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LocaleController } from "../../shared/i18n";
import type { Notice } from "../../shared/protocol";
import { clockTime, weekday } from "../../shared/time";
import { i18n } from "../strings";

/** A notice in the customer's language: what happened to the conversation, and what comes next. */
export function noticeInWords(notice: Notice): string {
  switch (notice.code) {
    case "queued":
      return [
        i18n.t(notice.reason === "customer_request" ? "notice_queued_request" : "notice_queued"),
        i18n.t(notice.busy ? "notice_queued_busy" : "notice_queued_agents", { count: notice.agents }),
      ].join(" ");
    case "no_agents":
      return notice.opens_at
        ? i18n.t("notice_no_agents_until", {
            day: weekday(notice.opens_at, i18n.language),
            time: clockTime(notice.opens_at, i18n.language),
          })
        : i18n.t("notice_no_agents");
    case "transferring":
      return notice.name
        ? i18n.t("notice_transferring", { name: notice.name })
        : i18n.t("notice_transferring_anyone");
    case "returned_to_assistant": {
      const name = notice.name || i18n.t("agent_unnamed");
      const told = i18n.t("notice_returned_to_assistant", { name });
      return notice.said ? `${told} ${i18n.t("notice_said", { name, words: notice.said })}` : told;
    }
    case "agent_joined":
    case "transferred":
      return i18n.t(`notice_${notice.code}`, { name: notice.name || i18n.t("agent_unnamed") });
    case "closed":
      return i18n.t(notice.by === "customer" ? "notice_closed_by_you" : "notice_closed");
    case "reopened":
      return notice.name ? i18n.t("notice_reopened_with", { name: notice.name }) : i18n.t("notice_reopened");
    case "assistant_failed":
    case "withdrawn":
      return i18n.t(`notice_${notice.code}`);
    case "agent_left":
    case "transfer_lapsed":
      return i18n.t("notice_transfer_lapsed");
    default:
      return i18n.t("notice_unknown");
  }
}

/** A notice between the messages. */
@customElement("chat-notice")
export class ChatNotice extends LitElement {
  static override styles = css`
    p {
      max-width: 34ch;
      margin: 0 auto;
      padding: var(--space-2) var(--space-4);
      border-radius: var(--radius-m);
      background: var(--color-person-soft);
      color: var(--color-person-soft-ink);
      font-size: var(--text-s);
      text-align: center;
      text-wrap: pretty;
    }
    .assistant_failed,
    .no_agents {
      background: var(--color-warning-soft);
      color: var(--color-warning);
    }
    .closed,
    .withdrawn,
    .reopened {
      background: var(--color-sunken);
      color: var(--color-ink-soft);
    }
  `;

  @property({ attribute: false }) notice!: Notice;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override render() {
    return html`<p class=${this.notice.code}>${noticeInWords(this.notice)}</p>`;
  }
}
