import { requestJson } from "../../shared/http";
import type {
  Callback,
  CannedReply,
  Colleague,
  ConversationSummary,
  Customer,
  CustomerFileDetail,
  CustomerNote,
  HandoverPacket,
  Judgement,
  LiveView,
  NamedPerson,
  Note,
  SavedSearch,
  SearchFilters,
  SearchResult,
  StaffMessage,
  Suggestion,
  TextUsage,
  UsedText,
  Transfer,
  WrapUpCode,
} from "../../shared/staff-protocol";

export interface ConversationDetail {
  conversation: ConversationSummary;
  messages: StaffMessage[];
  handover: HandoverPacket | null;
  transfer?: Transfer | null;
  notes?: Note[];
  customer: Customer;
}

/** A message after a person has said what it was. */
export interface Judged {
  message: StaffMessage;
  conversation: ConversationSummary;
}

/** A canned reply as it is written down. */
export type ReplyWording = Pick<CannedReply, "shortcut" | "texts">;

export interface ReadyTextUsage {
  days: number;
  suggestions: TextUsage[];
  canned_replies: TextUsage[];
}

export interface SearchPage {
  results: SearchResult[];
  /** Where the next page begins, or null. */
  cursor: string | null;
}

export type CallbackAct = "take" | "release" | "missed" | "done";

export type ListView = "queue" | "mine" | "bot" | "closed";

/** What the console asks of the desk over HTTP; tests give their own. */
export interface AgentApi {
  conversations(view: ListView, signal?: AbortSignal): Promise<ConversationSummary[]>;
  conversation(id: string, signal?: AbortSignal): Promise<ConversationDetail>;
  claim(id: string, version: number): Promise<ConversationSummary | undefined>;
  send(
    id: string,
    clientMessageId: string,
    text: string,
    used: readonly UsedText[],
  ): Promise<{ seq: number }>;
  giveBack(id: string, note: string, tell: boolean): Promise<ConversationSummary | undefined>;
  release(id: string): Promise<ConversationSummary | undefined>;
  close(id: string, note: string, wrapUp: string | null): Promise<ConversationSummary | undefined>;
  wrapUpCodes(): Promise<WrapUpCode[]>;
  colleagues(): Promise<Colleague[]>;
  transfer(id: string, to: string, note: string): Promise<ConversationSummary | undefined>;
  decline(id: string): Promise<ConversationSummary | undefined>;
  live(): Promise<LiveView>;
  takeOver(id: string, version: number, reason: string): Promise<ConversationSummary | undefined>;
  takeUp(id: string): Promise<ConversationSummary | undefined>;
  judge(id: string, seq: number, judgement: Judgement): Promise<Judged>;
  mentionable(): Promise<NamedPerson[]>;
  addNote(id: string, clientNoteId: string, text: string, mentions: readonly string[]): Promise<Note>;
  seeMentions(id: string): Promise<void>;
  customerFile(id: string): Promise<CustomerFileDetail>;
  addCustomerNote(id: string, clientNoteId: string, text: string): Promise<CustomerNote[]>;
  putTag(id: string, tag: string): Promise<string[]>;
  takeTagOff(id: string, tag: string): Promise<string[]>;
  tags(): Promise<string[]>;
  suggestions(id: string, signal?: AbortSignal): Promise<Suggestion[]>;
  changeCallback(id: string, act: CallbackAct, note: string): Promise<Callback>;
  replies(): Promise<CannedReply[]>;
  createReply(wording: ReplyWording, shared: boolean): Promise<CannedReply>;
  changeReply(id: string, revision: number, wording: ReplyWording): Promise<CannedReply>;
  removeReply(id: string, revision: number): Promise<void>;
  readyTextUsage(): Promise<ReadyTextUsage>;
  search(filters: SearchFilters, cursor: string | null, signal?: AbortSignal): Promise<SearchPage>;
  searchAgents(): Promise<{ id: string; name: string }[]>;
  savedSearches(): Promise<SavedSearch[]>;
  saveSearch(name: string, filters: SearchFilters): Promise<SavedSearch>;
  removeSearch(id: string): Promise<void>;
}

const SEARCHES = "/api/agent/searches";
const REPLIES = "/api/agent/replies";

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

  send(
    id: string,
    clientMessageId: string,
    text: string,
    used: readonly UsedText[],
  ): Promise<{ seq: number }> {
    return requestJson("POST", `${pathOf(id)}/messages`, { client_message_id: clientMessageId, text, used });
  }

  giveBack(id: string, note: string, tell: boolean): Promise<ConversationSummary | undefined> {
    return this.#change(id, "return", { note, tell });
  }

  release(id: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "release", {});
  }

  close(id: string, note: string, wrapUp: string | null): Promise<ConversationSummary | undefined> {
    return this.#change(id, "close", { note, wrap_up: wrapUp });
  }

  async wrapUpCodes(): Promise<WrapUpCode[]> {
    return (await requestJson<{ codes: WrapUpCode[] }>("GET", "/api/agent/wrap-up")).codes;
  }

  async colleagues(): Promise<Colleague[]> {
    return (await requestJson<{ colleagues: Colleague[] }>("GET", "/api/agent/colleagues")).colleagues;
  }

  transfer(id: string, to: string, note: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "transfer", { to, note });
  }

  decline(id: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "decline", {});
  }

  takeOver(id: string, version: number, reason: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "take-over", { version, reason });
  }

  live(): Promise<LiveView> {
    return requestJson("GET", "/api/supervisor/live");
  }

  takeUp(id: string): Promise<ConversationSummary | undefined> {
    return this.#change(id, "take-up", {});
  }

  judge(id: string, seq: number, judgement: Judgement): Promise<Judged> {
    return requestJson("POST", `${pathOf(id)}/messages/${seq}/mood`, judgement);
  }

  async mentionable(): Promise<NamedPerson[]> {
    return (await requestJson<{ colleagues: NamedPerson[] }>("GET", "/api/agent/mentionable")).colleagues;
  }

  async addNote(id: string, clientNoteId: string, text: string, mentions: readonly string[]): Promise<Note> {
    const body = { client_note_id: clientNoteId, text, mentions };
    return (await requestJson<{ note: Note }>("POST", `${pathOf(id)}/notes`, body)).note;
  }

  async seeMentions(id: string): Promise<void> {
    await requestJson("POST", `${pathOf(id)}/notes/seen`, {});
  }

  customerFile(id: string): Promise<CustomerFileDetail> {
    return requestJson("GET", `${pathOf(id)}/customer`);
  }

  async addCustomerNote(id: string, clientNoteId: string, text: string): Promise<CustomerNote[]> {
    const body = { client_note_id: clientNoteId, text };
    return (await requestJson<{ notes: CustomerNote[] }>("POST", `${pathOf(id)}/customer/notes`, body)).notes;
  }

  async putTag(id: string, tag: string): Promise<string[]> {
    return (await requestJson<{ tags: string[] }>("POST", `${pathOf(id)}/tags`, { tag })).tags;
  }

  async takeTagOff(id: string, tag: string): Promise<string[]> {
    return (await requestJson<{ tags: string[] }>("DELETE", `${pathOf(id)}/tags`, { tag })).tags;
  }

  async tags(): Promise<string[]> {
    return (await requestJson<{ tags: string[] }>("GET", "/api/agent/tags")).tags;
  }

  async suggestions(id: string, signal?: AbortSignal): Promise<Suggestion[]> {
    const path = `/api/agent/suggestions?conversation_id=${encodeURIComponent(id)}`;
    return (await requestJson<{ articles: Suggestion[] }>("GET", path, undefined, signal)).articles;
  }

  async changeCallback(id: string, act: CallbackAct, note: string): Promise<Callback> {
    const path = `/api/agent/callbacks/${encodeURIComponent(id)}/${act}`;
    return (await requestJson<{ callback: Callback }>("POST", path, { note })).callback;
  }

  async replies(): Promise<CannedReply[]> {
    return (await requestJson<{ replies: CannedReply[] }>("GET", REPLIES)).replies;
  }

  async createReply(wording: ReplyWording, shared: boolean): Promise<CannedReply> {
    return (await requestJson<{ reply: CannedReply }>("POST", REPLIES, { ...wording, shared })).reply;
  }

  async changeReply(id: string, revision: number, wording: ReplyWording): Promise<CannedReply> {
    const path = `${REPLIES}/${encodeURIComponent(id)}`;
    return (await requestJson<{ reply: CannedReply }>("PUT", path, { ...wording, revision })).reply;
  }

  async removeReply(id: string, revision: number): Promise<void> {
    await requestJson("DELETE", `${REPLIES}/${encodeURIComponent(id)}`, { revision });
  }

  readyTextUsage(): Promise<ReadyTextUsage> {
    return requestJson("GET", "/api/agent/ready-texts");
  }

  search(filters: SearchFilters, cursor: string | null, signal?: AbortSignal): Promise<SearchPage> {
    const wanted = new URLSearchParams({ ...filters, ...(cursor === null ? {} : { cursor }) });
    return requestJson("GET", `/api/agent/search?${wanted}`, undefined, signal);
  }

  async searchAgents(): Promise<{ id: string; name: string }[]> {
    const path = "/api/agent/search/agents";
    return (await requestJson<{ agents: { id: string; name: string }[] }>("GET", path)).agents;
  }

  async savedSearches(): Promise<SavedSearch[]> {
    return (await requestJson<{ searches: SavedSearch[] }>("GET", SEARCHES)).searches;
  }

  async saveSearch(name: string, filters: SearchFilters): Promise<SavedSearch> {
    return (await requestJson<{ search: SavedSearch }>("POST", SEARCHES, { name, filters })).search;
  }

  async removeSearch(id: string): Promise<void> {
    await requestJson("DELETE", `${SEARCHES}/${encodeURIComponent(id)}`);
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
