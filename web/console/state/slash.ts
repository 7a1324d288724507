/** A word after a slash that is being typed: `/zwr`. */
export interface Slash {
  /** Where the slash stands. */
  start: number;
  /** What follows it, up to the caret. */
  words: string;
}

/** The slash word the caret stands in, or null: one that begins the text or follows a space, so no address or date. */
export function slashAt(text: string, caret: number): Slash | null {
  const found = /(?:^|\s)\/([\p{L}\d-]*)$/u.exec(text.slice(0, caret));
  return found ? { start: caret - found[1]!.length - 1, words: found[1]! } : null;
}
