import { requestJson } from "../../shared/http";
import type {
  Callback,
  ConversationSummary,
  Customer,
  HandoverPacket,
  Judgement,
  StaffMessage,
  Suggestion,
} from "../../shared/staff-protocol";

export interface ConversationDetail {
  conversation: ConversationSummary;
  messages: StaffMessage[];
  handover: HandoverPacket | null;
  customer: Customer;
}

/** A message after a person has said what it was. */
export interface Judged {
  message: StaffMessage;
  conversation: ConversationSummary;
}

export type CallbackAct = "take" | "release" | "missed" | "done";

export type ListView = "queue" | "mine" | "bot" | "closed";

/** What the console asks of the desk over HTTP; tests give their own. */
export interface AgentApi {
  conversations(view: ListView, signal?: AbortSignal): Promise<ConversationSummary[]>;
  conversation(id: string, signal?: AbortSignal): Promise<ConversationDetail>;
  claim(id: string, version: number): Promise<ConversationSummary | undefined>;
  send(id: string, clientMessageId: string, text: string): Promise<{ seq: number }>;
  giveBack(id: string, note: string): Promise<ConversationSummary | undefined>;
  release(id: string): Promise<ConversationSummary | undefined>;
  close(id: string, note: string): Promise<ConversationSummary | undefined>;
  judge(id: string, seq: number, judgement: Judgement): Promise<Judged>;
  suggestions(id: string, signal?: AbortSignal): Promise<Suggestion[]>;
  changeCallback(id: string, act: CallbackAct, note: string): Promise<Callback>;
}

/** The desk itself. */
export class HttpAgentApi implements AgentApi {
  async conversations(view: ListView, signal?: AbortSignal): Promise<ConversationSummary[]> {
    const path = `/api/agent/conversations?view=${view}`;
    const answer = await requestJson<{ conversations: ConversationSummary[] }>(
      "GET",
      path,
      undefined,
      signal,
    );
    return answer.conversations;
  }

  conversation(id: string, signal?: AbortSignal): Promise<ConversationDetail> {
    return requestJson("GET", pathOf(id), undefined, signal);
  }

  claim(id: string, version: number): Promise<ConversationSummary | undefined> {
    return this.#change(id, "claim", { version });
  }

  send(id: string, clientMessageId: string, text: string): Promise<{ seq: number }> {
    return requestJson("POST", `${pathOf(id)}/messages`, { client_message_id: clientMessageId, text });
  }

  giveBack(id: string, note: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "return", { note });
  }

  release(id: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "release", {});
  }

  close(id: string, note: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "close", { note });
  }

  judge(id: string, seq: number, judgement: Judgement): Promise<Judged> {
    return requestJson("POST", `${pathOf(id)}/messages/${seq}/mood`, judgement);
  }

  async suggestions(id: string, signal?: AbortSignal): Promise<Suggestion[]> {
    const path = `/api/agent/suggestions?conversation_id=${encodeURIComponent(id)}`;
    return (await requestJson<{ articles: Suggestion[] }>("GET", path, undefined, signal)).articles;
  }

  async changeCallback(id: string, act: CallbackAct, note: string): Promise<Callback> {
    const path = `/api/agent/callbacks/${encodeURIComponent(id)}/${act}`;
    return (await requestJson<{ callback: Callback }>("POST", path, { note })).callback;
  }

  async #change(id: string, change: string, body: object): Promise<ConversationSummary | undefined> {
    const answer = await requestJson<{ conversation?: ConversationSummary } | undefined>(
      "POST",
      `${pathOf(id)}/${change}`,
      body,
    );
    return answer?.conversation;
  }
}

function pathOf(id: string): string {
  return `/api/agent/conversations/${encodeURIComponent(id)}`;
}
