import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveSocket, type LinkStatus } from "./socket";

/** A browser's WebSocket whose other end is the test. */
class WebSocketDouble {
  static readonly OPEN = 1;
  static made: WebSocketDouble[] = [];
  readyState = 0;
  readonly sent: { type: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    WebSocketDouble.made.push(this);
  }

  send(data: string): void {
    this.sent.push(JSON.parse(data) as { type: string });
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(frame: object | string): void {
    this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
  }

  break(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

interface News {
  type: "news";
  text: string;
}

const last = () => WebSocketDouble.made.at(-1)!;
const tries = () => WebSocketDouble.made.length;

function socketFactory() {
  const greet = vi.fn();
  const statuses: LinkStatus[] = [];
  const socket = new LiveSocket<News | { type: "pong" }, { type: "ping" } | News>("ws://desk/socket", {
    greet,
    onStatus: (status) => statuses.push(status),
    firstDelay: 1000,
    longestDelay: 8000,
  });
  socket.start();
  return { socket, greet, statuses };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", WebSocketDouble);
  vi.spyOn(Math, "random").mockReturnValue(1);
  WebSocketDouble.made = [];
});

let running: { socket: { stop(): void } } | null = null;
afterEach(() => {
  running?.socket.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("LiveSocket", () => {
  it("greets when it opens and passes frames on by type", () => {
    const { socket, greet } = (running = socketFactory());
    const heard = vi.fn();
    const stop = socket.on("news", heard);
    last().accept();
    expect(greet).toHaveBeenCalledTimes(1);
    last().say({ type: "news", text: "raz" });
    last().say("no JSON");
    stop();
    last().say({ type: "news", text: "dwa" });
    expect(heard.mock.calls).toEqual([[{ type: "news", text: "raz" }]]);
  });

  it("doubles the wait up to the longest", () => {
    running = socketFactory();
    for (const wait of [1000, 2000, 4000, 8000, 8000]) {
      const before = tries();
      last().break();
      vi.advanceTimersByTime(wait - 1);
      expect(tries()).toBe(before);
      vi.advanceTimersByTime(1);
      expect(tries()).toBe(before + 1);
    }
  });

  it("spreads the wait over half its length", () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    running = socketFactory();
    last().break();
    vi.advanceTimersByTime(499);
    expect(tries()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(tries()).toBe(2);
  });

  it("keeps waiting longer when the desk accepts and drops at once, and not after a stable connection", () => {
    running = socketFactory();
    last().accept();
    last().break();
    vi.advanceTimersByTime(1000);
    last().accept();
    last().break();
    vi.advanceTimersByTime(1999);
    expect(tries()).toBe(2);
    vi.advanceTimersByTime(1);
    last().accept();
    vi.advanceTimersByTime(11_000);
    last().break();
    vi.advanceTimersByTime(1000);
    expect(tries()).toBe(4);
  });

  it("finds a silent connection out by ping", () => {
    const { statuses } = (running = socketFactory());
    last().accept();
    vi.advanceTimersByTime(25_000);
    expect(last().sent).toEqual([{ type: "ping" }]);
    last().say({ type: "pong" });
    vi.advanceTimersByTime(25_000 + 9_999);
    expect(statuses.at(-1)).toBe("open");
    vi.advanceTimersByTime(1);
    expect(statuses.at(-1)).toBe("waiting");
  });

  it("gives a connection up that never opens", () => {
    const { statuses } = (running = socketFactory());
    vi.advanceTimersByTime(10_000);
    expect(statuses).toEqual(["connecting", "waiting"]);
  });

  it("connects at once when the network is back", () => {
    running = socketFactory();
    last().break();
    dispatchEvent(new Event("online"));
    expect(tries()).toBe(2);
    vi.advanceTimersByTime(60_000 - 1);
    expect(tries()).toBeGreaterThanOrEqual(2);
  });

  it("greets again when a page that slept becomes visible", () => {
    const { greet } = (running = socketFactory());
    last().accept();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(greet).toHaveBeenCalledTimes(2);
    expect(last().sent).toEqual([{ type: "ping" }]);
  });

  it("says whether a frame went out", () => {
    const { socket } = (running = socketFactory());
    expect(socket.send({ type: "ping" })).toBe(false);
    last().accept();
    expect(socket.send({ type: "ping" })).toBe(true);
  });

  it("stays away once stopped", () => {
    const { socket, statuses } = (running = socketFactory());
    last().break();
    socket.stop();
    vi.advanceTimersByTime(60_000);
    dispatchEvent(new Event("online"));
    expect(tries()).toBe(1);
    expect(statuses.at(-1)).toBe("stopped");
  });
});
