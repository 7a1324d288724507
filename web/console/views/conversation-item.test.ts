import { afterEach, describe, expect, it } from "vitest";
import type { ConversationSummary } from "../../shared/staff-protocol";
import { mineFactory, summaryFactory } from "../state/testing";
import { words } from "../words";
import "./conversation-item";
import type { ConversationItem } from "./conversation-item";

async function placeOf(conversation: ConversationSummary): Promise<string | undefined> {
  const item = document.createElement("wl-conversation-item") as ConversationItem;
  item.conversation = conversation;
  document.body.append(item);
  await item.updateComplete;
  return item.renderRoot.querySelector(".place")?.textContent ?? undefined;
}

afterEach(() => {
  document.body.replaceChildren();
  words.setLocale("pl");
});

describe("the place in the queue", () => {
  const parts = { reason: 5, frustration: 9.6, rank: 0 };

  it("is explained in both languages, the causes that count in a fixed order", async () => {
    const waiting = summaryFactory({ head_starts: parts });
    expect(await placeOf(waiting)).toBe("Wyżej w kolejce o minuty czekania: powód +5, nastrój +10");
    words.setLocale("en");
    expect(await placeOf(waiting)).toBe("Further up by minutes of waiting: reason +5, mood +10");
  });

  it("needs no words where nothing but waiting counts", async () => {
    expect(await placeOf(summaryFactory({ head_starts: {} }))).toBeUndefined();
    expect(await placeOf(summaryFactory({ head_starts: null }))).toBeUndefined();
  });

  it("is no matter once an agent has the conversation", async () => {
    expect(await placeOf(mineFactory({ head_starts: parts }))).toBeUndefined();
  });
});
