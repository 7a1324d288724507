import { afterEach, describe, expect, it } from "vitest";
import type { HandoverReason, Notice } from "../shared/protocol";
import { noticeInWords, problemInWords, reasonInWords, words } from "./words";

describe.each(["pl", "en"] as const)("words in %s", (language) => {
  afterEach(() => words.setLocale("pl"));

  it("has a sentence for every notice, without a hole in it", () => {
    words.setLocale(language);
    const notices: Notice[] = [
      { code: "queued", reason: "frustration", place: 2, wait_seconds: 240, agents: 1, busy: false },
      { code: "queued", reason: "complaint", place: 1, wait_seconds: null, agents: 1, busy: false },
      { code: "no_agents", opens_at: "2026-11-23T07:00:00Z" },
      { code: "no_agents", opens_at: null },
      { code: "agent_joined", name: "Anna" },
      { code: "returned_to_assistant", name: "Anna" },
      { code: "assistant_failed" },
      { code: "reopened" },
    ];
    for (const notice of notices) expect(noticeInWords(notice)).toMatch(/^[^_{}]{10,}$/);
  });

  it("has a word for every reason", () => {
    words.setLocale(language);
    const reasons: HandoverReason[] = [
      "customer_request",
      "frustration",
      "repeated_failure",
      "repeated_question",
      "complaint",
      "high_value",
      "unusual",
      "threat",
      "safety",
      "failed_transaction",
      "valued_customer",
      "system_error",
    ];
    const said = reasons.map(reasonInWords);
    expect(new Set(said).size).toBe(reasons.length);
    for (const word of said) expect(word).not.toContain("_");
  });
});

it("names whoever closed a conversation, however the desk says it", () => {
  const closed = (by: unknown) => noticeInWords({ code: "closed", by } as Notice);
  expect(closed({ kind: "agent", name: "Anna" })).toContain("Anna");
  expect(closed({ kind: "customer", name: null })).toContain("klient");
  expect(closed("customer")).toContain("klient");
});

it("reads a code it does not know as plain words", () => {
  expect(reasonInWords("brand_new" as HandoverReason)).toBe("brand new");
});

it("tells plainly who has the conversation", () => {
  expect(problemInWords({ code: "taken", owner: "Piotr" })).toBe("Tę rozmowę ma już: Piotr.");
});

it("counts in Polish", () => {
  expect([1, 3, 5, 22].map((count) => words.t("new_messages", { count }))).toEqual([
    "1 nowa wiadomość",
    "3 nowe wiadomości",
    "5 nowych wiadomości",
    "22 nowe wiadomości",
  ]);
});
