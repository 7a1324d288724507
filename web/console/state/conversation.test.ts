import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { MemoryStore } from "../../shared/key-value-store";
import type { StaffFrame } from "../../shared/staff-protocol";
import { Conversation } from "./conversation";
import { Outbox } from "./outbox";
import {
  ANNA,
  apiFactory,
  detailFactory,
  messageFactory,
  mineFactory,
  moodFactory,
  summaryFactory,
} from "./testing";

function conversationFactory(detail = detailFactory()) {
  const api = apiFactory(detail);
  const sent: StaffFrame[] = [];
  const outbox = new Outbox((...message) => api.send(...message), new MemoryStore(), "outbox.");
  const around = {
    api,
    outbox,
    supervises: false,
    send: (frame: StaffFrame) => sent.push(frame) > 0,
    expect: vi.fn(),
    onError: vi.fn(),
  };
  return { conversation: new Conversation("c-1", ANNA.id, around), api, sent, outbox, around };
}

async function loadedFactory(detail = detailFactory()) {
  const made = conversationFactory(detail);
  await made.conversation.load();
  made.sent.length = 0;
  return made;
}

const opened = (last_seq: number) => ({ type: "open", conversation_id: "c-1", last_seq });

describe("loading", () => {
  it("fetches the whole story, then watches from its end", async () => {
    const { conversation, sent } = conversationFactory(
      detailFactory(summaryFactory({ last_seq: 2 }), [messageFactory(1), messageFactory(2)]),
    );
    await conversation.load();
    expect(conversation.status).toBe("ready");
    expect(sent).toEqual([opened(2)]);
  });

  it("tells a conversation that is not there from a desk that does not answer", async () => {
    const { conversation, api } = conversationFactory();
    api.conversation.mockRejectedValueOnce(new ApiError(0, "offline", ""));
    await conversation.load();
    expect(conversation.status).toBe("failed");
    api.conversation.mockRejectedValueOnce(new ApiError(404, "not_found", ""));
    await conversation.load();
    expect(conversation.status).toBe("missing");
  });

  it("loads again when the connection is back", async () => {
    const { conversation, api } = conversationFactory();
    api.conversation.mockRejectedValueOnce(new ApiError(0, "offline", ""));
    await conversation.load();
    conversation.watch();
    await vi.waitFor(() => expect(conversation.status).toBe("ready"));
  });
});

describe("live messages", () => {
  it("asks from its cursor when something is missing, and goes on once it has come", async () => {
    const { conversation, sent } = await loadedFactory();
    conversation.receive([messageFactory(4)], summaryFactory({ last_seq: 4 }));
    expect(sent).toEqual([opened(1)]);
    const rest = [messageFactory(2), messageFactory(3), messageFactory(4)];
    conversation.receive(rest, summaryFactory({ last_seq: 4 }));
    expect(conversation.transcript.cursor).toBe(4);
    expect(sent).toHaveLength(1);
  });

  it("fetches the packet anew when the conversation has changed hands", async () => {
    const { conversation, api } = await loadedFactory();
    conversation.receive([], mineFactory());
    expect(api.conversation).toHaveBeenCalledTimes(2);
  });

  it("never goes back to an older owner", async () => {
    const { conversation } = await loadedFactory(detailFactory(mineFactory()));
    conversation.receive([], summaryFactory({ version: 2 }));
    conversation.update(summaryFactory({ version: 2 }));
    expect(conversation.isMine).toBe(true);
  });

  it("asks for suggestions once for each message of the customer", async () => {
    const { conversation, api } = await loadedFactory();
    expect(api.suggestions).toHaveBeenCalledOnce();
    const author = { kind: "agent", id: ANNA.id, name: "Anna" } as const;
    conversation.receive([messageFactory(2, { author })], summaryFactory());
    expect(api.suggestions).toHaveBeenCalledOnce();
    conversation.receive([messageFactory(3)], summaryFactory());
    expect(api.suggestions).toHaveBeenCalledTimes(2);
  });
});

describe("claiming", () => {
  it("lets a supervisor take an agent's conversation, as it was seen", async () => {
    const theirs = mineFactory({ owner: { kind: "agent", id: "s-piotr", name: "Piotr" }, version: 5 });
    const { conversation, api, around } = await loadedFactory(detailFactory(theirs));
    expect(conversation.isWatched).toBe(false);
    around.supervises = true;
    expect([conversation.isWatched, conversation.isClaimable]).toEqual([true, false]);
    expect(await conversation.takeOver("Biorę.")).toBe(true);
    expect(api.takeOver).toHaveBeenCalledExactlyOnceWith("c-1", 5, "Biorę.");
  });

  it("names the version it has seen, and is the agent's when the desk agrees", async () => {
    const { conversation, api, around } = await loadedFactory();
    api.conversation.mockResolvedValue(detailFactory(mineFactory()));
    expect(await conversation.claim()).toBe(true);
    expect(api.claim).toHaveBeenCalledExactlyOnceWith("c-1", 2);
    expect(around.expect).toHaveBeenCalledWith("c-1");
    expect(conversation.isMine).toBe(true);
  });

  it("says who was faster, and shows them as the owner", async () => {
    const { conversation, api } = await loadedFactory();
    const owner = { kind: "agent", id: "s-piotr", name: "Piotr" } as const;
    api.claim.mockRejectedValueOnce(new ApiError(409, "already_owned", "", { owner: "Piotr" }));
    api.conversation.mockResolvedValue(detailFactory(summaryFactory({ owner, version: 3 })));
    expect(await conversation.claim()).toBe(false);
    expect(conversation.problem).toEqual({ code: "taken", owner: "Piotr" });
    expect(conversation.summary?.owner).toEqual(owner);
    expect(conversation.isClaimable).toBe(false);
  });

  it.each([
    [new ApiError(409, "conflict", ""), "moved"],
    [new ApiError(409, "not_owner", ""), "not_yours"],
    [new ApiError(0, "offline", ""), "offline"],
    [new ApiError(500, "internal_error", ""), "failed"],
  ])("words a refusal %#", async (error, code) => {
    const { conversation, api } = await loadedFactory();
    api.claim.mockRejectedValueOnce(error);
    await conversation.claim();
    expect(conversation.problem).toEqual({ code });
  });

  it("makes one change at a time", async () => {
    const { conversation, api } = await loadedFactory();
    const [first, second] = await Promise.all([conversation.claim(), conversation.claim()]);
    expect([first, second]).toEqual([true, false]);
    expect(api.claim).toHaveBeenCalledOnce();
  });
});

describe("typing", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("reports the agent's at most once a second, and only in their own conversation", async () => {
    const waiting = await loadedFactory();
    waiting.conversation.noteTyping(5_000);
    expect(waiting.sent).toEqual([]);
    const { conversation, sent } = await loadedFactory(detailFactory(mineFactory()));
    for (const now of [5_000, 5_400, 6_100]) conversation.noteTyping(now);
    expect(sent).toHaveLength(2);
  });

  it("shows the customer's for five seconds, or until their message is there", async () => {
    const { conversation } = await loadedFactory();
    conversation.someoneTypes();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(conversation.customerTypes).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(conversation.customerTypes).toBe(false);
    conversation.someoneTypes();
    conversation.receive([messageFactory(2)], summaryFactory());
    expect(conversation.customerTypes).toBe(false);
  });
});

describe("judging a mood", () => {
  const judgement = { frustration: "angry", label: "negative" } as const;

  it("shows what the desk has stored", async () => {
    const { conversation, api } = await loadedFactory(detailFactory(mineFactory(), [messageFactory(1)]));
    const message = messageFactory(1, { mood: moodFactory(0.8, { model: null }) });
    api.judge.mockResolvedValueOnce({ message, conversation: mineFactory({ trend: 0.8 }) });
    await conversation.judge(1, judgement);
    expect(api.judge).toHaveBeenCalledWith("c-1", 1, judgement);
    expect(conversation.transcript.messages[0]?.mood?.trend).toBe(0.8);
    expect(conversation.summary?.trend).toBe(0.8);
  });

  it("says why it could not be done", async () => {
    const { conversation, api } = await loadedFactory();
    api.judge.mockRejectedValueOnce(new ApiError(409, "not_owner", ""));
    await conversation.judge(1, judgement);
    expect(conversation.problem).toEqual({ code: "not_yours" });
  });

  it("is for whoever has the conversation, and for supervisors", async () => {
    expect((await loadedFactory(detailFactory(mineFactory()))).conversation.mayJudge).toBe(true);
    const { conversation, around } = await loadedFactory();
    expect(conversation.mayJudge).toBe(false);
    around.supervises = true;
    expect(conversation.mayJudge).toBe(true);
  });

  it("tells the desk which ready texts an answer was made of", () => {
    const { conversation, api } = conversationFactory();
    const used = [{ kind: "suggestion", id: "returns", text: "30 dni" }] as const;
    conversation.say(" 30 dni ", used);
    expect(api.send).toHaveBeenCalledWith("c-1", expect.any(String), "30 dni", used);
  });
});

describe("a transfer", () => {
  const transfer = {
    from: { id: "s-piotr", name: "Piotr" },
    to: ANNA.id,
    note: "czeka na zwrot",
    at: "2026-11-22T15:00:00Z",
    taken_at: null,
    waiting: true,
  };

  it("waits for the one it was given to until they take it up", async () => {
    const { conversation, api } = await loadedFactory({ ...detailFactory(mineFactory()), transfer });
    expect(conversation.isGiven).toBe(true);
    api.conversation.mockResolvedValue({
      ...detailFactory(mineFactory()),
      transfer: { ...transfer, waiting: false },
    });
    expect(await conversation.takeUp()).toBe(true);
    expect(api.takeUp).toHaveBeenCalledWith("c-1");
    expect(conversation.isGiven).toBe(false);
  });

  it("is nobody's business who only looks on", async () => {
    const owner = { kind: "agent" as const, id: "s-other", name: "Ewa" };
    const { conversation } = await loadedFactory({ ...detailFactory(summaryFactory({ owner })), transfer });
    expect(conversation.isGiven).toBe(false);
  });

  it("says when the colleague has gone meanwhile", async () => {
    const { conversation, api } = await loadedFactory(detailFactory(mineFactory()));
    api.transfer.mockRejectedValueOnce(new ApiError(409, "colleague_away", ""));
    expect(await conversation.transferTo("s-piotr", "")).toBe(false);
    expect(conversation.problem).toEqual({ code: "away" });
  });
});
