import { REPLY_VARIABLES, type ReplyVariable } from "../../shared/staff-protocol";

export type ReplyValues = Partial<Record<ReplyVariable, string | null | undefined>>;

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** A place in a text that somebody must fill in. */
export interface Gap {
  name: ReplyVariable;
  start: number;
  end: number;
}

/** The text with what is known; what is not known stays as it is, to be seen and filled in. */
export function filled(text: string, values: ReplyValues): string {
  return text.replace(VARIABLE, (whole, name: string) => values[name as ReplyVariable] || whole);
}

/** What is left to fill in, in order. */
export function gapsIn(text: string): Gap[] {
  return [...text.matchAll(VARIABLE)]
    .filter(([, name]) => (REPLY_VARIABLES as readonly string[]).includes(name!))
    .map((found) => ({
      name: found[1] as ReplyVariable,
      start: found.index,
      end: found.index + found[0].length,
    }));
}
