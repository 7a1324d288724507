import { describe, expect, it } from "vitest";
import { judgedAs, JUDGEMENTS, trendOf } from "./mood-trend";
import { messageFactory, moodFactory } from "./testing";

describe("the curve", () => {
  it("has a point for each of the customer's messages whose mood is known", () => {
    const points = trendOf([
      messageFactory(1, { mood: moodFactory(0.2) }),
      messageFactory(2, { author: { kind: "assistant", id: null, name: null } }),
      messageFactory(3),
      messageFactory(4, { mood: moodFactory(0.7, { trend_reasons: ["carried", "failed"], model: null }) }),
    ]);
    expect(points.map(({ seq, value, corrected }) => [seq, value, corrected])).toEqual([
      [1, 0.2, false],
      [4, 0.7, true],
    ]);
    expect(points[1]?.reasons).toEqual(["carried", "failed"]);
  });

  it("leaves out moods from before there was a trend", () => {
    const { trend, trend_reasons, ...old } = moodFactory(0.2);
    expect(trendOf([messageFactory(1, { mood: old })])).toEqual([]);
  });
});

describe("a judgement", () => {
  const VALUES = { calm: 0, annoyed: 0.6, angry: 0.8 };

  it.each(JUDGEMENTS)("is recognised again: $name", ({ name, frustration, label }) => {
    const mood = moodFactory(0.5, { frustration: VALUES[frustration], label, model: null });
    expect(judgedAs(messageFactory(1, { mood }))).toBe(name);
  });

  it("is nobody's while only the model has read the message", () => {
    expect(judgedAs(messageFactory(1, { mood: moodFactory(0.8) }))).toBeNull();
    expect(judgedAs(messageFactory(1))).toBeNull();
  });
});
