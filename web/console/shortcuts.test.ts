import { afterEach, describe, expect, it } from "vitest";
import { SHORTCUTS, shortcutOf } from "./shortcuts";

/** What a key means while it is on its way, as the console hears it. */
function meaning(init: KeyboardEventInit, { target = document.body, single = true } = {}) {
  let found: ReturnType<typeof shortcutOf> = null;
  target.addEventListener("keydown", (event) => (found = shortcutOf(event, single)), { once: true });
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, composed: true, ...init }));
  return found;
}

describe("shortcutOf", () => {
  afterEach(() => document.body.replaceChildren());

  it("gives every action a key of its own", () => {
    const keys = SHORTCUTS.flatMap((shortcut) => [...shortcut.keys]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("understands single keys, unless they are switched off", () => {
    expect(meaning({ key: "c" })).toEqual({ action: "claim" });
    expect(meaning({ key: "?", shiftKey: true })).toEqual({ action: "help" });
    expect(meaning({ key: "c" }, { single: false })).toBeNull();
  });

  it("leaves the browser's own chords alone", () => {
    expect(meaning({ key: "c", ctrlKey: true })).toBeNull();
    expect(meaning({ key: "w", metaKey: true })).toBeNull();
  });

  it("lets people type, and still inserts suggestions by chord", () => {
    const target = document.body.appendChild(document.createElement("textarea"));
    expect(meaning({ key: "c" }, { target })).toBeNull();
    const chord = { key: "@", code: "Digit2", altKey: true, shiftKey: true };
    expect(meaning(chord, { target })).toEqual({ action: "suggestion", index: 1 });
  });
});
