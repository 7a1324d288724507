import { describe, expect, it } from "vitest";
import { messageFactory } from "./testing";
import { Transcript } from "./transcript";

const seqs = (transcript: Transcript) => transcript.messages.map(({ seq }) => seq);

describe("Transcript", () => {
  it("puts messages in the order of their numbers, each once", () => {
    const transcript = new Transcript();
    expect(transcript.add([messageFactory(2), messageFactory(1)])).toBe("complete");
    transcript.add([messageFactory(2), messageFactory(3)]);
    expect(seqs(transcript)).toEqual([1, 2, 3]);
  });

  it("refuses what lies beyond a gap and keeps its cursor before it", () => {
    const transcript = new Transcript();
    transcript.add([messageFactory(1)]);
    expect(transcript.add([messageFactory(3)])).toBe("gap");
    expect(transcript.cursor).toBe(1);
    expect(transcript.add([messageFactory(2), messageFactory(3)])).toBe("complete");
    expect(transcript.cursor).toBe(3);
  });

  it("takes a mood that was read later, and keeps the known message where nothing is new", () => {
    const transcript = new Transcript();
    transcript.add([messageFactory(1), messageFactory(2)]);
    const [first] = transcript.messages;
    const mood = { label: "negative", frustration: 0.8, reasons: ["words"] };
    transcript.add([messageFactory(1), messageFactory(2, { mood })]);
    expect(transcript.messages[0]).toBe(first);
    expect(transcript.messages[1]?.mood).toEqual(mood);
  });

  it("finds the customer's last message among others", () => {
    const transcript = new Transcript();
    const author = { kind: "agent", id: null, name: "Anna" } as const;
    transcript.add([messageFactory(1), messageFactory(2), messageFactory(3, { author })]);
    expect(transcript.lastOfCustomer?.seq).toBe(2);
  });
});
