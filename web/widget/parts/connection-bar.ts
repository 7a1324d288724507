import { LitElement, css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../shared/base-styles";
import { LocaleController } from "../../shared/i18n";
import type { LinkStatus } from "../../shared/socket";
import { i18n } from "../strings";

/** Milliseconds of trouble before it is worth a sentence. */
const PATIENCE = 1500;

/** Says in plain words when the connection is gone, and only then. */
@customElement("connection-bar")
export class ConnectionBar extends LitElement {
  static override styles = [
    baseStyles,
    css`
      p {
        margin: 0;
        padding: var(--space-2) var(--space-4);
        background: var(--color-warning-soft);
        color: var(--color-warning);
        font-size: var(--text-s);
      }
      p:empty {
        padding: 0;
      }
    `,
  ];

  @property() status: LinkStatus = "stopped";
  @property({ type: Boolean }) welcomed = false;
  @state() private worthSaying = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LocaleController(this, i18n);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("status")) return;
    if (this.status === "open") {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.worthSaying = false;
    } else this.#timer ??= setTimeout(() => (this.worthSaying = true), PATIENCE);
  }

  override render() {
    return html`<p role="status">${this.worthSaying ? this.#sentence() : ""}</p>`;
  }

  #sentence(): string {
    if (!navigator.onLine) return i18n.t("offline");
    return i18n.t(this.welcomed || this.status === "waiting" ? "reconnecting" : "connecting");
  }
}
