import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Presence } from "./presence";
import { knowledgeFactory } from "./testing";

function presenceFactory() {
  const { api } = knowledgeFactory();
  return { presence: new Presence("how-to-return", api), api };
}

describe("Presence", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("says again and again that the page is open, always under one name", async () => {
    const { presence, api } = presenceFactory();
    presence.enter();
    presence.enter();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(api.stay).toHaveBeenCalledTimes(3);
    expect(new Set(api.stay.mock.calls.map(([, page]) => page)).size).toBe(1);
  });

  it("tells who else is there and which drafts they have saved", async () => {
    const { presence, api } = presenceFactory();
    api.stay.mockResolvedValueOnce({ others: ["Anna"], drafts: { pl: { revision: 5, by: "Anna" } } });
    presence.enter();
    await vi.advanceTimersByTimeAsync(0);
    expect([presence.others, presence.drafts.pl?.by]).toEqual([["Anna"], "Anna"]);
  });

  it("names nobody while the desk cannot be asked", async () => {
    const { presence, api } = presenceFactory();
    api.stay.mockResolvedValueOnce({ others: ["Anna"], drafts: {} });
    presence.enter();
    api.stay.mockRejectedValueOnce(new Error("offline"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(presence.others).toEqual([]);
  });

  it("says goodbye once and is silent then", async () => {
    const { presence, api } = presenceFactory();
    presence.leave();
    expect(api.leave).not.toHaveBeenCalled();
    presence.enter();
    presence.leave();
    presence.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.leave).toHaveBeenCalledOnce();
    expect(api.stay).toHaveBeenCalledOnce();
  });
});
