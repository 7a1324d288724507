import { describe, expect, it } from "vitest";
import { matchingPeople, mentionAt, mentionedIn, piecesOf } from "./mention";

const PEOPLE = ["Anna", "Anna Nowak", "Łukasz Żak", "Jean-Luc (2)"].map((name) => ({
  id: `s-${name}`,
  name,
}));

function namesFor(typed: string): string[] {
  return matchingPeople(PEOPLE, typed).map(({ name }) => name);
}

describe("a mention that is being typed", () => {
  it.each([
    ["@", 1, ""],
    ["zobacz @an", 10, "an"],
    ["zobacz @an", 9, "a"],
    ["(@Łukasz Ża", 11, "Łukasz Ża"],
  ])("is found in %j at %i", (text, caret, words) => {
    expect(mentionAt(text, caret)?.words).toBe(words);
  });

  it.each(["jan@example.com", "@an\n", "bez znaku", "@Anna, dziękuję"])("is not found in %j", (text) => {
    expect(mentionAt(text, text.length)).toBeNull();
  });

  it("offers by the beginning of any part of a name, marks aside", () => {
    expect(namesFor("zak")).toEqual(["Łukasz Żak"]);
    expect(namesFor("LUKASZ Z")).toEqual(["Łukasz Żak"]);
    expect(namesFor("nna")).toEqual([]);
    expect(namesFor("")).toHaveLength(PEOPLE.length);
  });
});

describe("who is mentioned", () => {
  it("is the longest name that stands there", () => {
    expect(mentionedIn("@Anna Nowak zobacz", PEOPLE).map(({ name }) => name)).toEqual(["Anna Nowak"]);
    expect(mentionedIn("@Anna i @Jean-Luc (2)!", PEOPLE).map(({ name }) => name)).toEqual([
      "Anna",
      "Jean-Luc (2)",
    ]);
  });

  it("is nobody in a longer word or an address", () => {
    expect(mentionedIn("@Annabelle, x@Anna, Anna", PEOPLE)).toEqual([]);
  });

  it("is everybody of that name", () => {
    const two = [
      { id: "1", name: "Anna" },
      { id: "2", name: "Anna" },
    ];
    expect(mentionedIn("@Anna", two)).toEqual(two);
  });

  it("cuts a note without losing a sign", () => {
    const text = "<b>@Anna</b>, ok";
    expect(piecesOf(text, PEOPLE).filter(({ mention }) => mention)).toHaveLength(1);
    for (const people of [PEOPLE, []])
      expect(
        piecesOf(text, people)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
  });
});
