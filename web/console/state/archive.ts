import { Observable } from "../../shared/observable";
import type { ConversationSummary } from "../../shared/staff-protocol";
import type { AgentApi } from "./agent-api";

export type ArchiveView = "bot" | "closed";

/** The conversations that need nobody now: with the assistant, or over. Fetched when somebody looks. */
export class Archive extends Observable {
  status: "idle" | "loading" | "ready" | "failed" = "idle";
  conversations: readonly ConversationSummary[] = [];

  constructor(
    private readonly view: ArchiveView,
    private readonly api: Pick<AgentApi, "conversations">,
  ) {
    super();
  }

  async load(): Promise<void> {
    this.status = "loading";
    this.changed();
    try {
      this.conversations = await this.api.conversations(this.view);
      this.status = "ready";
    } catch {
      this.status = "failed";
    }
    this.changed();
  }
}
