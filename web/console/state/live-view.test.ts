import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DeskView, EVERY_MS } from "./live-view";
import { apiFactory, liveFactory } from "./testing";

function deskFactory(seen = () => true as boolean) {
  const api = apiFactory();
  const onError = vi.fn();
  return { desk: new DeskView(api, onError, seen), api, onError };
}

describe("DeskView", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("looks again and again until it is stopped", async () => {
    const { desk, api } = deskFactory();
    desk.start();
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
    expect(api.live).toHaveBeenCalledTimes(3);
    desk.stop();
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
    expect(api.live).toHaveBeenCalledTimes(3);
  });

  it("keeps what it has seen while the desk does not answer, and says so", async () => {
    const { desk, api, onError } = deskFactory();
    desk.start();
    await vi.advanceTimersByTimeAsync(0);
    expect([desk.view, desk.stale]).toEqual([liveFactory(), false]);
    api.live.mockRejectedValueOnce(new Error("offline"));
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect([desk.view, desk.stale]).toEqual([liveFactory(), true]);
    expect(onError).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(desk.stale).toBe(false);
    desk.stop();
  });

  it("asks nothing while nobody can see the page", async () => {
    const { desk, api } = deskFactory(() => false);
    desk.start();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(api.live).not.toHaveBeenCalled();
    desk.stop();
  });
});
