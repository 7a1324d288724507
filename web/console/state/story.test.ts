import { describe, expect, it } from "vitest";
import { storyOf } from "./story";
import { messageFactory, noteFactory } from "./testing";

describe("storyOf", () => {
  it("puts each note below the message it was written after", () => {
    const notes = [0, 1, 1, 5].map((after_seq, index) => noteFactory({ id: `n${index}`, after_seq }));
    const story = storyOf([messageFactory(1), messageFactory(2)], notes);
    expect(story.map(({ key }) => key)).toEqual(["n0", "1", "n1", "n2", "2", "n3"]);
  });
});
