import { afterEach, describe, expect, it, vi } from "vitest";
import { BRIDGE, type ToFrame, type ToHost } from "../bridge";
import { commandsFor, runQueued, type WarmlineFunction } from "./commands";
import { readSettings } from "./settings";
import { Warmline } from "./warmline";

const DESK = "https://desk.example";
const HERE = { url: `${location.origin}/`, title: "" };
const made: Warmline[] = [];

function warmlineFactory(given: Parameters<typeof readSettings>[0] = {}) {
  const warmline = new Warmline(`${DESK}/widget.js`, readSettings(given, {}, "pl"));
  made.push(warmline);
  const root = document.getElementById("warmline")!.shadowRoot!;
  return { warmline, root, button: root.querySelector("button")! };
}

/** The frame once it is there, with what was posted to it, and to which origin. */
function frameOf(root: ShadowRoot) {
  const source = root.querySelector("iframe")!.contentWindow!;
  const posted = vi.spyOn(source, "postMessage").mockImplementation(() => {});
  const say = (content: ToHost, origin = DESK) =>
    dispatchEvent(new MessageEvent("message", { source, origin, data: { channel: BRIDGE, content } }));
  const heard = () =>
    (posted.mock.calls as unknown as [{ content: ToFrame }, string][]).map(([data, origin]) => {
      expect(origin).toBe(DESK);
      return data.content;
    });
  return { say, heard };
}

afterEach(() => {
  for (const warmline of made.splice(0)) warmline.destroy();
  localStorage.clear();
});

describe("commands", () => {
  it("given before the script are carried out in their order", () => {
    const { warmline, root } = warmlineFactory();
    const opened = vi.fn();
    const stub = Object.assign(() => undefined, {
      q: [["on", "opened", opened], ["setLocale", "en"], ["open"]],
    });
    runQueued(commandsFor(warmline), stub as unknown as WarmlineFunction);
    expect(opened).toHaveBeenCalledTimes(1);
    expect(root.querySelector("button")!.getAttribute("aria-label")).toBe("Close chat");
  });

  it("are functions and words alike", () => {
    const { warmline, button } = warmlineFactory();
    const run = commandsFor(warmline);
    run.open();
    expect(button.getAttribute("aria-expanded")).toBe("true");
    run("close");
    expect(button.getAttribute("aria-expanded")).toBe("false");
  });

  it("that do not exist are said to, and reach nothing of the object", () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    commandsFor(warmlineFactory().warmline)("constructor");
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('"constructor"'));
  });
});

describe("the frame", () => {
  it("is made when first needed", () => {
    const { warmline, root } = warmlineFactory();
    warmline.setUser("jwt");
    warmline.setColorScheme("dark");
    expect(root.querySelector("iframe")).toBeNull();
    warmline.open();
    expect(root.querySelector("iframe")!.src).toBe(
      `${DESK}/widget/#origin=${encodeURIComponent(location.origin)}`,
    );
  });

  it("is made at once when a conversation is under way", () => {
    localStorage.setItem("warmline.active", "1");
    expect(warmlineFactory().root.querySelector("iframe")).not.toBeNull();
  });

  it("gets its settings, then what waited, and nothing twice", () => {
    const { warmline, root } = warmlineFactory({ shop: "Pod Lipą" });
    warmline.setUser("jwt");
    warmline.open();
    const { say, heard } = frameOf(root);
    warmline.setLocale("en");
    say({ type: "loaded" });
    expect(heard()).toEqual([
      {
        type: "configure",
        settings: {
          shop: "Pod Lipą",
          locale: "en",
          colorScheme: "auto",
          identity: "jwt",
          context: { page: HERE },
        },
      },
      { type: "opened" },
    ]);
  });

  it("learns what the shop tells of its visitor, until a log-out", () => {
    const { warmline, root } = warmlineFactory({ attributes: { club: true } });
    const cart = { items: [{ name: "Koc", quantity: 1 }] };
    warmline.setCart(cart);
    warmline.open();
    const { say, heard } = frameOf(root);
    say({ type: "loaded" });
    warmline.setPage({ title: "Koce" });
    warmline.setAttributes({ visits: 3 });
    const contexts = heard().flatMap((told) =>
      told.type === "configure" ? [told.settings.context] : told.type === "context" ? [told.context] : [],
    );
    expect(contexts.slice(1)).toEqual([
      { page: { ...HERE, title: "Koce" } },
      { attributes: { club: true, visits: 3 } },
    ]);
    expect(contexts[0]?.cart).toEqual(cart);
    warmline.reset();
    say({ type: "loaded" });
    expect(heard().at(-1)).toMatchObject({ settings: { context: { page: HERE } } });
    expect(heard().at(-1)).not.toHaveProperty("settings.context.cart");
  });

  it("is not heard from another origin", () => {
    const { warmline, root, button } = warmlineFactory();
    warmline.open();
    frameOf(root).say({ type: "close" }, "https://evil.example");
    expect(button.getAttribute("aria-expanded")).toBe("true");
  });
});

describe("events", () => {
  it("reach the shop until it stops listening", () => {
    const { warmline, root, button } = warmlineFactory();
    const unread = vi.fn();
    const stop = warmline.on("unread", unread);
    warmline.open();
    const { say } = frameOf(root);
    say({ type: "unread", count: 3 });
    warmline.close();
    expect(button.getAttribute("aria-label")).toBe(
      "Otwórz czat z obsługą klienta, 3 nieprzeczytane wiadomości",
    );
    stop();
    say({ type: "unread", count: 4 });
    expect(unread.mock.calls).toEqual([[3]]);
  });
});

describe("closing", () => {
  it("gives the focus back into the shop's own component it came from", () => {
    const component = document.body.appendChild(document.createElement("div"));
    const opener = component.attachShadow({ mode: "open" }).appendChild(document.createElement("button"));
    const { warmline } = warmlineFactory();
    opener.focus();
    warmline.open();
    warmline.close();
    expect(component.shadowRoot!.activeElement).toBe(opener);
    component.remove();
  });

  it("gives the focus to the launcher when the opener is gone", () => {
    const opener = document.body.appendChild(document.createElement("button"));
    const { warmline, root, button } = warmlineFactory();
    opener.focus();
    warmline.open();
    opener.remove();
    warmline.close();
    expect(root.activeElement).toBe(button);
  });
});

it("leaves nothing behind", () => {
  const { warmline } = warmlineFactory();
  warmline.destroy();
  expect(document.getElementById("warmline")).toBeNull();
});

describe("readSettings", () => {
  it("takes the object over the attributes, and both over the page's language", () => {
    expect(
      readSettings({ locale: "en" }, { locale: "pl", shop: "Pod Lipą", launcher: "false" }, "de"),
    ).toEqual({
      context: { page: HERE },
      shop: "Pod Lipą",
      locale: "en",
      colorScheme: "auto",
      identity: null,
      position: "right",
      launcher: false,
    });
    expect(readSettings(undefined, {}, "pl-PL").locale).toBe("pl-PL");
  });
});
