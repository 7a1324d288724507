import { describe, expect, it } from "vitest";
import { BRIDGE, opened } from "./bridge";

const DESK = "https://desk.example";
const frame = {} as Window;

function eventFactory(change: { origin?: string; source?: unknown; data?: unknown } = {}): MessageEvent {
  const given = {
    origin: DESK,
    source: frame,
    data: { channel: BRIDGE, content: { type: "ready" } },
    ...change,
  };
  return given as unknown as MessageEvent;
}

describe("opened", () => {
  it("takes what comes from this window and origin", () => {
    expect(opened(eventFactory(), frame, DESK)).toEqual({ type: "ready" });
  });

  it.each([
    ["another origin", { origin: "https://evil.example" }],
    ["another window", { source: {} }],
    ["somebody else's message", { data: { type: "ready" } }],
    ["no object", { data: "ready" }],
    ["nothing", { data: null }],
  ])("refuses %s", (_, change) => {
    expect(opened(eventFactory(change), frame, DESK)).toBeNull();
  });
});
