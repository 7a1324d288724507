import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import { pageStyles } from "../../shared/staff/page-styles";
import type { ArticleStatus } from "../../shared/editor-protocol";
import { words } from "../words";

const LOOKS: Record<ArticleStatus, string> = {
  draft: "info",
  review: "accent",
  published: "success",
  changed: "warning",
  archived: "",
};

/** What customers see of an article in one language; `missing` when it does not exist in it. */
@customElement("wl-status-badge")
export class StatusBadge extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: inline-flex;
      }
      .missing {
        background: none;
        border: 1px dashed var(--color-line-strong);
        color: var(--color-ink-soft);
      }
    `,
  ];

  @property() status: ArticleStatus | "missing" = "missing";

  constructor() {
    super();
    new LocaleController(this, words);
  }

  override render() {
    const look = this.status === "missing" ? "missing" : LOOKS[this.status];
    return html`<span class="badge ${look}">${words.t(`status_${this.status}`)}</span>`;
  }
}
