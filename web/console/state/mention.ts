import type { NamedPerson } from "../../shared/staff-protocol";
import { folded } from "./replies";

/** A name after an at sign that is being typed: `@an`. */
export interface MentionStart {
  /** Where the at sign stands. */
  start: number;
  /** What follows it, up to the caret. */
  words: string;
}

/** A piece of a note: plain words, or the name of somebody mentioned. */
export interface NotePiece {
  text: string;
  mention: boolean;
}

const TYPED = /(?:^|[\s(])@((?:[\p{L}\p{M}'.-]+ ?){0,4})$/u;

/** The name the caret stands in, or null: one that begins the text or follows a space, so no e-mail address. */
export function mentionAt(text: string, caret: number): MentionStart | null {
  const found = TYPED.exec(text.slice(0, caret));
  return found ? { start: caret - found[1]!.length - 1, words: found[1]! } : null;
}

/** Those whose name, or a part of it, begins with what was typed. */
export function matchingPeople(people: readonly NamedPerson[], typed: string): NamedPerson[] {
  const wanted = folded(typed);
  return people.filter(({ name }) => {
    const parts = folded(name).split(" ");
    return parts.some((_, index) => parts.slice(index).join(" ").startsWith(wanted));
  });
}

/** Everybody whose whole name stands after an at sign; of people with one name all, as nobody could tell which. */
export function mentionedIn(text: string, people: readonly NamedPerson[]): NamedPerson[] {
  const named = new Set(
    piecesOf(text, people)
      .filter(({ mention }) => mention)
      .map((piece) => piece.text.slice(1)),
  );
  return people.filter(({ name }) => named.has(name));
}

/** A note cut where somebody is mentioned; the longest name that fits is meant. */
export function piecesOf(text: string, people: readonly NamedPerson[]): NotePiece[] {
  const names = [...new Set(people.map(({ name }) => name))].sort((one, other) => other.length - one.length);
  if (names.length === 0) return [{ text, mention: false }];
  const pattern = new RegExp(`(?<![\\p{L}\\d])@(?:${names.map(escaped).join("|")})(?![\\p{L}\\d])`, "gu");
  const pieces: NotePiece[] = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    if (found.index > end) pieces.push({ text: text.slice(end, found.index), mention: false });
    pieces.push({ text: found[0], mention: true });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), mention: false });
  return pieces;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
