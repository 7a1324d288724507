/** What the loader on the shop's page and the widget in its frame say to each other. */

import type { AuthorKind, PageContext } from "../shared/protocol";

export type ColorScheme = "light" | "dark" | "auto";

export interface FrameSettings {
  /** The shop's name as customers know it. */
  shop: string;
  /** The language of the shop's page; a choice made in the widget wins over it. */
  locale: string;
  colorScheme: ColorScheme;
  /** The customer's signed identity. */
  identity: string | null;
  context: PageContext;
}

export type ToFrame =
  | { type: "configure"; settings: FrameSettings }
  | { type: "opened" }
  | { type: "closed" }
  | { type: "user"; identity: string }
  | { type: "locale"; locale: string }
  | { type: "color-scheme"; colorScheme: ColorScheme }
  | { type: "context"; context: PageContext }
  | { type: "reset" };

/** What a shop's page may learn of a message; never its text. */
export interface MessageEventDetail {
  author: { kind: AuthorKind; name: string | null };
  kind: string;
}

export type ToHost =
  | { type: "loaded" }
  | { type: "ready" }
  | { type: "message"; detail: MessageEventDetail }
  | { type: "unread"; count: number }
  /** Whether there is a conversation worth connecting for on the next page. */
  | { type: "active"; active: boolean }
  | { type: "close" }
  | { type: "error"; code: string; message: string };

/** Marks our messages among everything else that is posted between windows. */
export const BRIDGE = "warmline";

export interface Envelope<Content> {
  channel: typeof BRIDGE;
  content: Content;
}

/** The content of a message that came from exactly this window and origin, or null. */
export function opened<Content>(event: MessageEvent, source: unknown, origin: string): Content | null {
  if (event.source !== source || event.origin !== origin) return null;
  const envelope = event.data as Partial<Envelope<Content>> | null;
  return typeof envelope === "object" && envelope?.channel === BRIDGE ? (envelope.content ?? null) : null;
}
