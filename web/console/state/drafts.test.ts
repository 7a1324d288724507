import { expect, it } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import { Drafts } from "./drafts";

const draftsFactory = (store = new MemoryStore()) => new Drafts(store, "draft.", "used.");

it("keeps one draft a conversation, over page loads, until it is empty", () => {
  const store = new MemoryStore();
  const drafts = draftsFactory(store);
  drafts.keep("a", "Dzień dobry");
  drafts.keep("b", "Już sprawdzam");
  const later = draftsFactory(store);
  expect(later.of("a")).toBe("Dzień dobry");
  later.keep("a", "");
  expect(later.of("a")).toBe("");
  expect(later.of("b")).toBe("Już sprawdzam");
  expect(store.keys("draft.")).toEqual(["draft.b"]);
});

it("keeps what a draft was made of beside it, and forgets it with the draft", () => {
  const store = new MemoryStore();
  const used = { kind: "suggestion", id: "returns", text: "30 dni" } as const;
  draftsFactory(store).use("a", used);
  const later = draftsFactory(store);
  later.keep("a", "30 dni");
  expect(later.usedIn("a")).toEqual([used]);
  later.keep("a", "");
  expect(later.usedIn("a")).toEqual([]);
  store.set("used.a", "{");
  expect(later.usedIn("a")).toEqual([]);
});
