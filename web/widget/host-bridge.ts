import { BRIDGE, opened, type Envelope, type ToFrame, type ToHost } from "./bridge";

/**
 * The way from the frame to the shop's page and back.
 *
 * The loader names its page's origin in the frame's address. Naming a false one gains nothing: the browser
 * delivers our words to that origin only, and we hear that origin only. Which sites may frame us at all is the
 * desk's decision (`frame-ancestors`).
 */
export class HostBridge {
  readonly #origin = new URLSearchParams(location.hash.slice(1)).get("origin") ?? location.origin;

  /** Hears the page from now on, and lets it know. */
  listen(handler: (message: ToFrame) => void): void {
    if (window.parent === window) return handler(standalone());
    addEventListener("message", (event) => {
      const message = opened<ToFrame>(event, window.parent, this.#origin);
      if (message) handler(message);
    });
    this.tell({ type: "loaded" });
  }

  tell(content: ToHost): void {
    if (window.parent === window) return;
    const envelope: Envelope<ToHost> = { channel: BRIDGE, content };
    window.parent.postMessage(envelope, this.#origin);
  }
}

/** Opened as a page of its own, the chat needs no loader. */
function standalone(): ToFrame {
  return {
    type: "configure",
    settings: { shop: "", locale: navigator.language, colorScheme: "auto", identity: null, context: {} },
  };
}
