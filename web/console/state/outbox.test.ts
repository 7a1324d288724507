import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { MemoryStore } from "../../shared/key-value-store";
import { Outbox } from "./outbox";
import { messageFactory } from "./testing";

function outboxFactory(store = new MemoryStore()) {
  const post = vi.fn((_conversation: string, _id: string, _text: string) => Promise.resolve({ seq: 1 }));
  return { outbox: new Outbox(post, store, "outbox."), post, store };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe("Outbox", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends the words of a conversation one after the other", async () => {
    const { outbox, post } = outboxFactory();
    let land!: (answer: { seq: number }) => void;
    post.mockReturnValueOnce(new Promise((resolve) => (land = resolve)));
    outbox.add("c-1", "pierwsza");
    outbox.add("c-1", "druga");
    outbox.add("c-2", "obok");
    expect(post.mock.calls.map(([, , text]) => text)).toEqual(["pierwsza", "obok"]);
    land({ seq: 1 });
    await settled();
    expect(post.mock.calls.at(-1)?.[2]).toBe("druga");
  });

  it("shows what was sent until the transcript shows it", async () => {
    const { outbox, store } = outboxFactory();
    outbox.add("c-1", "Dzień dobry");
    await settled();
    const [entry] = outbox.of("c-1");
    expect(entry?.state).toBe("sent");
    expect(store.keys("outbox.")).toEqual([]);
    outbox.settle([messageFactory(2, { client_message_id: entry!.id })]);
    expect(outbox.of("c-1")).toEqual([]);
  });

  it("tries a desk that does not answer again, with the same id", async () => {
    const { outbox, post } = outboxFactory();
    post.mockRejectedValueOnce(new ApiError(0, "offline", ""));
    outbox.add("c-1", "Dzień dobry");
    await settled();
    expect(outbox.of("c-1")[0]).toMatchObject({ state: "sending", attempts: 1 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(post).toHaveBeenCalledTimes(2);
    expect(post.mock.calls[1]?.[1]).toBe(post.mock.calls[0]?.[1]);
    expect(outbox.of("c-1")[0]?.state).toBe("sent");
  });

  it("leaves refused words to the agent: retried, or taken back", async () => {
    const { outbox, post } = outboxFactory();
    post.mockRejectedValueOnce(new ApiError(409, "not_owner", ""));
    outbox.add("c-1", "Dzień dobry");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(post).toHaveBeenCalledOnce();
    const [entry] = outbox.of("c-1");
    expect(entry).toMatchObject({ state: "failed", error: "not_owner" });
    post.mockRejectedValueOnce(new ApiError(409, "not_owner", ""));
    outbox.retry(entry!.id);
    await settled();
    expect(post).toHaveBeenCalledTimes(2);
    expect(outbox.discard(entry!.id)).toBe("Dzień dobry");
    expect(outbox.of("c-1")).toEqual([]);
  });

  it("does not let refused words hold back the next ones", async () => {
    const { outbox, post } = outboxFactory();
    post.mockRejectedValueOnce(new ApiError(400, "too_long", ""));
    outbox.add("c-1", "za długa");
    outbox.add("c-1", "krótka");
    await settled();
    expect(outbox.of("c-1").map(({ state }) => state)).toEqual(["failed", "sent"]);
  });

  it("keeps unsent words over a page load and sends them when the connection is back", async () => {
    const store = new MemoryStore();
    const before = outboxFactory(store);
    before.post.mockRejectedValue(new ApiError(0, "offline", ""));
    before.outbox.add("c-1", "Dzień dobry");
    await settled();
    before.outbox.stop();
    const { outbox, post } = outboxFactory(store);
    expect(outbox.of("c-1")[0]?.text).toBe("Dzień dobry");
    outbox.wake();
    await settled();
    expect(post).toHaveBeenCalledExactlyOnceWith("c-1", outbox.of("c-1")[0]!.id, "Dzień dobry", []);
  });

  it("overlooks what it cannot read in the store", () => {
    const store = new MemoryStore();
    store.set("outbox.x", "{broken");
    expect(outboxFactory(store).outbox.of("c-1")).toEqual([]);
  });
});
