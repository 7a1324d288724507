/** Anything that passes through a socket of the desk. */
export interface Frame {
  type: string;
}

export type LinkStatus = "connecting" | "open" | "waiting" | "stopped";

export interface LiveSocketOptions {
  /** Called when the socket opens, and again when the page wakes up: say where you are, ask what you lack. */
  greet(): void;
  onStatus?(status: LinkStatus): void;
  /** Milliseconds before the first new try; doubles up to `longestDelay`. */
  firstDelay?: number;
  longestDelay?: number;
  /** Milliseconds between pings, and how long any frame may take to answer one. */
  pingEvery?: number;
  pongWithin?: number;
}

/** Milliseconds a connection must have lived for the waits to begin from the shortest again. */
const STABLE_AFTER = 10_000;

type FrameOf<In extends Frame, Type extends In["type"]> = Extract<In, { type: Type }>;

/** What the stores need of a socket; tests give their own. */
export interface Link<In extends Frame, Out extends Frame> {
  readonly status: LinkStatus;
  on<Type extends In["type"]>(type: Type, handler: (frame: FrameOf<In, Type>) => void): () => void;
  send(frame: Out): boolean;
  start(): void;
  stop(): void;
  fail(): void;
}

/**
 * A WebSocket that comes back by itself.
 *
 * Waits between tries double and carry jitter, so that a restarted desk is not met by everybody at once.
 * A silent connection is found out by ping. When the network returns or the page becomes visible, it
 * connects at once, or greets again, because a sleeping page may have missed frames.
 */
export class LiveSocket<In extends Frame, Out extends Frame> implements Link<In, Out> {
  #status: LinkStatus = "stopped";
  #socket: WebSocket | null = null;
  #failures = 0;
  #openSince = Infinity;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  readonly #handlers = new Map<string, Set<(frame: never) => void>>();
  readonly #options: Required<LiveSocketOptions>;

  constructor(
    private readonly url: string,
    options: LiveSocketOptions,
  ) {
    this.#options = {
      onStatus: () => {},
      firstDelay: 500,
      longestDelay: 30_000,
      pingEvery: 25_000,
      pongWithin: 10_000,
      ...options,
    };
  }

  get status(): LinkStatus {
    return this.#status;
  }

  /** Calls `handler` for each frame of one type; returns the way to stop. */
  on<Type extends In["type"]>(type: Type, handler: (frame: FrameOf<In, Type>) => void): () => void {
    const handlers = this.#handlers.get(type) ?? new Set();
    this.#handlers.set(type, handlers.add(handler as (frame: never) => void));
    return () => handlers.delete(handler as (frame: never) => void);
  }

  start(): void {
    if (this.#status !== "stopped") return;
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wakeIfVisible);
    this.#connect();
  }

  stop(): void {
    removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wakeIfVisible);
    clearTimeout(this.#retry);
    this.#drop();
    this.#failures = 0;
    this.#become("stopped");
  }

  /** Sends a frame if the socket is open, and says whether it did. */
  send(frame: Out): boolean {
    if (this.#status !== "open" || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Gives this connection up and tries again after the usual wait. */
  fail(): void {
    if (this.#status === "stopped" || this.#status === "waiting") return;
    this.#drop();
    if (Date.now() - this.#openSince > STABLE_AFTER) this.#failures = 0;
    this.#openSince = Infinity;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), this.#delay());
    this.#failures += 1;
    this.#become("waiting");
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#become("connecting");
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#expectLife();
    socket.onopen = () => {
      clearTimeout(this.#deadline);
      this.#openSince = Date.now();
      this.#become("open");
      this.#ping = setInterval(this.#probe, this.#options.pingEvery);
      this.#options.greet();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
    socket.onclose = () => this.fail();
  }

  #receive(data: unknown): void {
    clearTimeout(this.#deadline);
    let frame: In;
    try {
      frame = JSON.parse(String(data)) as In;
    } catch {
      return;
    }
    for (const handler of this.#handlers.get(frame.type) ?? []) (handler as (frame: In) => void)(frame);
  }

  readonly #probe = (): void => {
    this.send({ type: "ping" } as Out);
    this.#expectLife();
  };

  readonly #wake = (): void => {
    if (this.#status === "waiting") this.#connect();
    else if (this.#status === "open") {
      this.#options.greet();
      this.#probe();
    }
  };

  readonly #wakeIfVisible = (): void => {
    if (document.visibilityState === "visible") this.#wake();
  };

  #expectLife(): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.fail(), this.#options.pongWithin);
  }

  #delay(): number {
    const { firstDelay, longestDelay } = this.#options;
    const full = Math.min(longestDelay, firstDelay * 2 ** this.#failures);
    return full / 2 + Math.random() * (full / 2);
  }

  #drop(): void {
    clearInterval(this.#ping);
    clearTimeout(this.#deadline);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #become(status: LinkStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#options.onStatus(status);
  }
}

/** The WebSocket address of a path on the page's own origin. */
export function socketUrl(path: string): string {
  return new URL(path, location.href.replace(/^http/, "ws")).href;
}
