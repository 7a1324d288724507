import { describe, expect, it, vi } from "vitest";
import { Mentions } from "./mentions";
import { apiFactory, mentionFactory } from "./testing";

function mentionsFactory() {
  const api = apiFactory();
  const onMention = vi.fn();
  return { api, onMention, mentions: new Mentions(api, onMention, vi.fn()) };
}

describe("Mentions", () => {
  it("calls for each new one, and not for those that were there before the page", () => {
    const { onMention, mentions } = mentionsFactory();
    const [first, second] = [mentionFactory(), mentionFactory({ note_id: "n-2" })];
    mentions.take([first]);
    mentions.take([first, second]);
    mentions.take([first, second]);
    expect(onMention.mock.calls.map(([mention]) => mention)).toEqual([second]);
    expect(mentions.waiting).toEqual([first, second]);
  });

  it("are gone from the list at once when the agent has looked", async () => {
    const { api, mentions } = mentionsFactory();
    const other = mentionFactory({ note_id: "n-2", conversation_id: "c-2" });
    mentions.take([mentionFactory(), other]);
    const seen = mentions.see("c-1");
    mentions.take([mentionFactory(), other]);
    expect(mentions.waiting).toEqual([other]);
    await seen;
    await mentions.see("c-1");
    expect(api.seeMentions.mock.calls).toEqual([["c-1"]]);
  });

  it("come back when the desk could not be told", async () => {
    const { api, mentions } = mentionsFactory();
    api.seeMentions.mockRejectedValue(new Error("offline"));
    mentions.take([mentionFactory()]);
    await mentions.see("c-1");
    mentions.take([mentionFactory()]);
    expect(mentions.isIn("c-1")).toBe(true);
  });
});
