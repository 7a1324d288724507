import type { KeyValueStore } from "../shared/key-value-store";

/** What can be done from the keyboard, in the order it is listed. */
export const SHORTCUTS = [
  { action: "next", keys: ["j"] },
  { action: "previous", keys: ["k"] },
  { action: "take_next", keys: ["n"] },
  { action: "claim", keys: ["c"] },
  { action: "write", keys: ["w"] },
  { action: "note", keys: ["i"] },
  { action: "latest", keys: ["l"] },
  { action: "mood", keys: ["m"] },
  { action: "give_back", keys: ["b"] },
  { action: "release", keys: ["q"] },
  { action: "transfer", keys: ["t"] },
  { action: "close", keys: ["x"] },
  { action: "presence", keys: ["p"] },
  { action: "search", keys: ["s"] },
  { action: "replies", keys: ["r"] },
  { action: "live", keys: ["v"] },
  { action: "help", keys: ["?"] },
] as const;

export type ShortcutAction = (typeof SHORTCUTS)[number]["action"];

export type Shortcut = { action: ShortcutAction } | { action: "suggestion"; index: number };

const KEY = "warmline.agent.shortcuts";

/** Single keys can be switched off: speech input and unsteady hands set them off unasked (WCAG 2.1.4). */
export class ShortcutSwitch {
  constructor(private readonly store: KeyValueStore) {}

  get on(): boolean {
    return this.store.get(KEY) !== "off";
  }

  set on(on: boolean) {
    this.store.set(KEY, on ? "on" : "off");
  }
}

/** The shortcut a key means, or null; in a text field only the chords count. */
export function shortcutOf(event: KeyboardEvent, singleKeys: boolean): Shortcut | null {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit && event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey)
    return { action: "suggestion", index: Number(digit) - 1 };
  if (!singleKeys || event.altKey || event.ctrlKey || event.metaKey || isTyping(event)) return null;
  const found = SHORTCUTS.find(({ keys }) => (keys as readonly string[]).includes(event.key.toLowerCase()));
  return found ? { action: found.action } : null;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
