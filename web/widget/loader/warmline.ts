import type { PageContext } from "../../shared/protocol";
import { BRIDGE, opened, type ColorScheme, type Envelope, type ToFrame, type ToHost } from "../bridge";
import { Panel } from "./panel";
import { colorSchemeOf, pageOf, type LoaderSettings } from "./settings";

export interface EventDetails {
  ready: undefined;
  message: Extract<ToHost, { type: "message" }>["detail"];
  unread: number;
  opened: undefined;
  closed: undefined;
  error: { code: string; message: string };
}

type EventName = keyof EventDetails;
type Listener = (detail: never) => void;

/** Remembers on the shop's side that a conversation is under way, so that its next page connects by itself. */
const ACTIVE_KEY = "warmline.active";

/**
 * What a shop's page can ask of the chat.
 *
 * The frame is made at first need: when the panel opens, or when a conversation is already under way.
 */
export class Warmline {
  readonly #panel: Panel;
  readonly #origin: string;
  readonly #listeners = new Map<EventName, Set<Listener>>();
  #waiting: ToFrame[] = [];
  #loaded = false;

  constructor(
    desk: string,
    private readonly settings: LoaderSettings,
  ) {
    this.#origin = new URL(desk).origin;
    this.#panel = new Panel(settings, () => this.toggle());
    document.body.append(this.#panel.host);
    addEventListener("message", this.#hear);
    document.addEventListener("keydown", this.#escape);
    if (remembered()) this.#need();
  }

  open(): void {
    if (this.#panel.isOpen) return;
    this.#need();
    this.#panel.open();
    this.#tell({ type: "opened" });
    this.#emit("opened", undefined);
  }

  close(): void {
    if (!this.#panel.isOpen) return;
    this.#panel.close();
    this.#tell({ type: "closed" });
    this.#emit("closed", undefined);
  }

  toggle(): void {
    if (this.#panel.isOpen) this.close();
    else this.open();
  }

  /** Shows our round button. */
  show(): void {
    this.#panel.showLauncher(true);
  }

  /** Hides our round button, and the panel with it. */
  hide(): void {
    this.close();
    this.#panel.showLauncher(false);
  }

  /** Says who the customer is, by a JWT the shop has signed. */
  setUser(identity: string): void {
    this.settings.identity = identity;
    this.#tell({ type: "user", identity });
  }

  /** Says which page the customer has come to, where the shop changes pages without loading them. */
  setPage(page?: Partial<PageContext["page"]>): void {
    this.#inform({ page: pageOf(page) });
  }

  /** Says what lies in the basket; null: nothing. */
  setCart(cart: PageContext["cart"]): void {
    this.#inform({ cart });
  }

  /** Tells facts of the shop's own, beside those told before; null takes one back. */
  setAttributes(attributes: PageContext["attributes"]): void {
    this.#inform({ attributes: { ...this.settings.context.attributes, ...attributes } });
  }

  setLocale(locale: string): void {
    this.settings.locale = locale;
    this.#panel.setLocale(locale);
    this.#tell({ type: "locale", locale });
  }

  setColorScheme(scheme: ColorScheme): void {
    this.settings.colorScheme = colorSchemeOf(scheme);
    this.#panel.setColorScheme(this.settings.colorScheme);
    this.#tell({ type: "color-scheme", colorScheme: this.settings.colorScheme });
  }

  /** Forgets the customer, as after a log-out: what was said here is no longer shown. */
  reset(): void {
    this.settings.identity = null;
    this.settings.context = { page: pageOf() };
    this.#panel.setUnread(0);
    if (!this.#panel.hasFrame) this.#need();
    this.#tell({ type: "reset" });
  }

  /** Calls `listener` at each event of one kind; returns the way to stop. */
  on<Name extends EventName>(name: Name, listener: (detail: EventDetails[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener as Listener));
    return () => listeners.delete(listener as Listener);
  }

  /** Takes everything of ours off the page. */
  destroy(): void {
    removeEventListener("message", this.#hear);
    document.removeEventListener("keydown", this.#escape);
    this.#panel.remove();
    this.#listeners.clear();
    delete (window as { Warmline?: unknown }).Warmline;
  }

  #inform(context: PageContext): void {
    Object.assign(this.settings.context, context);
    this.#tell({ type: "context", context });
  }

  #need(): void {
    if (this.#panel.hasFrame) return;
    this.#panel.addFrame(`${this.#origin}/widget/#origin=${encodeURIComponent(location.origin)}`);
  }

  /** Passes a message on; what the frame's settings already say need not wait for a frame. */
  #tell(message: ToFrame): void {
    if (this.#loaded) this.#post(message);
    else if (message.type === "opened" || message.type === "closed" || message.type === "reset")
      this.#waiting.push(message);
  }

  #post(content: ToFrame): void {
    const envelope: Envelope<ToFrame> = { channel: BRIDGE, content };
    this.#panel.frame.contentWindow?.postMessage(envelope, this.#origin);
  }

  readonly #hear = (event: MessageEvent): void => {
    const frame = this.#panel.frame.contentWindow;
    const message = frame && opened<ToHost>(event, frame, this.#origin);
    if (!message) return;
    switch (message.type) {
      case "loaded": {
        const { shop, locale, colorScheme, identity, context } = this.settings;
        this.#loaded = true;
        this.#post({ type: "configure", settings: { shop, locale, colorScheme, identity, context } });
        for (const waiting of this.#waiting.splice(0)) this.#post(waiting);
        return;
      }
      case "ready":
        return this.#emit("ready", undefined);
      case "message":
        return this.#emit("message", message.detail);
      case "unread":
        this.#panel.setUnread(message.count);
        return this.#emit("unread", message.count);
      case "active":
        return remember(message.active);
      case "close":
        return this.close();
      case "error":
        return this.#emit("error", { code: message.code, message: message.message });
    }
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && document.activeElement === this.#panel.host) this.close();
  };

  #emit<Name extends EventName>(name: Name, detail: EventDetails[Name]): void {
    for (const listener of this.#listeners.get(name) ?? [])
      (listener as (detail: EventDetails[Name]) => void)(detail);
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(ACTIVE_KEY) === "1";
  } catch {
    return false;
  }
}

function remember(active: boolean): void {
  try {
    if (active) localStorage.setItem(ACTIVE_KEY, "1");
    else localStorage.removeItem(ACTIVE_KEY);
  } catch {
    // A page without storage connects when the panel is opened.
  }
}
