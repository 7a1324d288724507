import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sessionAnswers, storeFactory, welcome, welcomedFactory } from "./store-testing";
import { messageFactory, stateFactory } from "./testing";
import { TOKEN_KEY } from "./visitor-session";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("who the visitor is", () => {
  it("asks for a token only when there is none", async () => {
    const { fetched } = sessionAnswers({ body: { token: "t-9", conversation: stateFactory() } });
    const { link, memory } = await welcomedFactory([], { token: null });
    expect(memory.get(TOKEN_KEY)).toBe("t-9");
    expect(link.sentOf("hello")).toMatchObject([{ token: "t-9", last_seq: 0 }]);
    await link.wake();
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("becomes somebody new when the desk does not know the token, and keeps the words", async () => {
    const { bodies } = sessionAnswers({ body: { token: "t-2", conversation: stateFactory({ id: "c-2" }) } });
    const { store, link } = storeFactory();
    store.send("raz");
    await link.open();
    link.say({ type: "error", error: { code: "not_signed_in", message: "", details: {} } });
    await link.open();
    welcome(link, [], { id: "c-2" });
    expect(bodies()).toEqual([{ language: "pl" }]);
    expect(link.sentOf("message")).toMatchObject([{ text: "raz" }]);
  });

  it("shows nothing of one customer to the next", async () => {
    const { bodies } = sessionAnswers({ body: { token: "t-2", conversation: stateFactory({ id: "c-2" }) } });
    const { store, link } = await welcomedFactory([messageFactory(1)]);
    store.identify("jwt-of-another");
    await link.open();
    expect(store.timeline.messages).toEqual([]);
    expect(bodies()).toEqual([{ language: "pl", token: "t-1", identity: "jwt-of-another" }]);
    expect(link.sentOf("hello").at(-1)).toMatchObject({ token: "t-2", last_seq: 0 });
  });

  it("goes on as a guest, and tells the shop, when the identity is not valid", async () => {
    sessionAnswers(
      {
        status: 401,
        body: { error: { code: "not_signed_in", message: "The identity is not valid.", details: {} } },
      },
      { body: { token: "t-1", conversation: stateFactory() } },
    );
    const { store, link, events } = storeFactory();
    store.identify("jwt-expired");
    await link.open();
    expect(events.error).toHaveBeenCalledWith("not_signed_in", "The identity is not valid.");
    expect(link.sentOf("hello")).toMatchObject([{ token: "t-1" }]);
  });

  it("tries again later when the desk cannot be reached", async () => {
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("network")));
    const { link, events } = storeFactory({ token: null });
    await link.open();
    expect(link.failures).toBe(1);
    expect(events.error).not.toHaveBeenCalled();
  });

  it("is forgotten on reset with everything said", async () => {
    sessionAnswers({ body: { token: "t-2", conversation: stateFactory({ id: "c-2" }) } });
    const { store, link, memory } = await welcomedFactory([messageFactory(1)]);
    store.draft = "niedokończone";
    store.send("raz");
    store.reset();
    expect(memory.keys("warmline.")).toEqual([]);
    expect(store.timeline.messages).toEqual([]);
    await link.open();
    expect(memory.get(TOKEN_KEY)).toBe("t-2");
  });
});
