import { expect, it } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import { Drafts } from "./drafts";

it("keeps one draft a conversation, over page loads, until it is empty", () => {
  const store = new MemoryStore();
  const drafts = new Drafts(store, "draft.");
  drafts.keep("a", "Dzień dobry");
  drafts.keep("b", "Już sprawdzam");
  const later = new Drafts(store, "draft.");
  expect(later.of("a")).toBe("Dzień dobry");
  later.keep("a", "");
  expect(later.of("a")).toBe("");
  expect(later.of("b")).toBe("Już sprawdzam");
  expect(store.keys("draft.")).toEqual(["draft.b"]);
});
