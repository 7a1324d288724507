import { LitElement, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { LocalStore } from "../../shared/key-value-store";
import { Follow } from "../../shared/observable";
import { LiveSocket, socketUrl } from "../../shared/socket";
import "../../shared/staff/gate";
import { staffWords } from "../../shared/staff/i18n";
import { Preferences } from "../../shared/staff/preferences";
import { StaffSession } from "../../shared/staff/session";
import type { DeskToStaffFrame, Mention, StaffFrame } from "../../shared/staff-protocol";
import { HttpAgentApi } from "../state/agent-api";
import { Alerts } from "../state/alerts";
import { BrowserBell } from "../state/browser-bell";
import type { News } from "../state/inbox";
import { Workspace } from "../state/workspace";
import { reasonInWords, words } from "../words";
import "./agent-console";

/** The console's root: builds what the views share, one workspace for each agent who signs in. */
@customElement("wl-console-app")
export class ConsoleApp extends LitElement {
  readonly #store = new LocalStore();
  readonly #session = new StaffSession();
  readonly #preferences = new Preferences(this.#store, [staffWords, words]);
  readonly #alerts = new Alerts(new BrowserBell(), this.#store);
  #workspace: Workspace | null = null;

  constructor() {
    super();
    new Follow(this, () => this.#session);
    this.#session.subscribe(() => this.#workspaceForAgent());
    void this.#session.load();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render() {
    return html`
      <wl-staff-gate
        .session=${this.#session}
        .preferences=${this.#preferences}
        application="console"
        needs="agent"
      >
        ${
          this.#workspace
            ? html`
                <wl-agent-console
                  .workspace=${this.#workspace}
                  .alerts=${this.#alerts}
                  .store=${this.#store}
                  .session=${this.#session}
                  .preferences=${this.#preferences}
                ></wl-agent-console>
              `
            : nothing
        }
      </wl-staff-gate>
    `;
  }

  #workspaceForAgent(): void {
    const staff = this.#session.may("agent") ? this.#session.staff : null;
    if ((staff !== null) === (this.#workspace !== null)) return;
    this.#workspace?.stop();
    this.#workspace = staff
      ? new Workspace({
          staff,
          api: new HttpAgentApi(),
          store: this.#store,
          openLink: (options) =>
            new LiveSocket<DeskToStaffFrame, StaffFrame>(socketUrl("/api/agent/socket"), options),
          onNews: (news) => this.#tell(news),
          onMention: (mention) => this.#tellMention(mention),
          onError: (error) => this.#session.noticed(error),
          onLost: () => void this.#session.load(),
        })
      : null;
    this.#workspace?.start();
  }

  #tell({ arrived, answered }: News): void {
    if (this.#workspace?.inbox.presence !== "available") return;
    const looking = document.visibilityState === "visible" && document.hasFocus();
    for (const conversation of arrived) {
      const reason = conversation.reason ? reasonInWords(conversation.reason) : "";
      this.#call(
        conversation.id,
        words.t("alert_arrived", { reason }),
        conversation.last_message?.text ?? "",
      );
    }
    for (const { id, customer, last_message } of answered) {
      if (looking && this.#workspace.current?.id === id) continue;
      const name = customer.name ?? words.t("customer");
      this.#call(id, words.t("alert_answered", { name }), last_message?.text ?? "");
    }
  }

  /** A colleague calls by name, so also one who takes no conversations. */
  #tellMention({ conversation_id, by, text }: Mention): void {
    this.#call(conversation_id, words.t("alert_mentioned", { name: by }), text);
  }

  #call(id: string, title: string, body: string): void {
    this.#alerts.call(title, body, id, () => (location.hash = `#/${encodeURIComponent(id)}`));
  }
}
