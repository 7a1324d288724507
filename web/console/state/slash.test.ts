import { expect, it } from "vitest";
import { slashAt } from "./slash";

it.each([
  ["/", 1, { start: 0, words: "" }],
  ["Dzień dobry /zwr", 16, { start: 12, words: "zwr" }],
  ["/zwrot towaru", 4, { start: 0, words: "zwr" }],
  ["1/2", 3, null],
  ["https://a", 9, null],
  ["/zwrot towaru", 13, null],
])("sees a slash word in %j at %i", (text, caret, slash) => expect(slashAt(text, caret)).toEqual(slash));
