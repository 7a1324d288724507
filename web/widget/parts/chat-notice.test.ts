import "../words-for-tests";
import { afterEach, describe, expect, it } from "vitest";
import type { Notice } from "../../shared/protocol";
import { i18n } from "../strings";
import { noticeInWords } from "./chat-notice";

function queuedFactory(change: Partial<Extract<Notice, { code: "queued" }>> = {}): Notice {
  return {
    code: "queued",
    reason: "complaint",
    place: 2,
    wait_seconds: 170,
    agents: 3,
    busy: false,
    ...change,
  };
}

afterEach(() => i18n.setLocale("en"));

describe("noticeInWords", () => {
  it("tells who is there, with Polish plurals", () => {
    i18n.setLocale("pl");
    expect(noticeInWords(queuedFactory())).toMatch(/Przy czacie są 3 osoby\.$/);
  });

  it("says that everybody is busy, and nothing else", () => {
    i18n.setLocale("pl");
    const busy = noticeInWords(queuedFactory({ busy: true }));
    expect(busy).toContain("odpowiadają teraz innym");
    expect(busy).not.toContain("Przy czacie są");
  });

  it("never speaks of a place in the queue where nobody is there", () => {
    const away = noticeInWords({ code: "no_agents", opens_at: "2026-11-23T07:00:00Z" });
    expect(away).toContain("We are back");
    expect(away).not.toContain("queue");
  });

  it("passes on what the person who leaves wants known", () => {
    const notice: Notice = { code: "returned_to_assistant", name: "Anna", said: "waiting for the refund" };
    expect(noticeInWords(notice)).toMatch(/Anna adds: “waiting for the refund”$/);
    expect(noticeInWords({ ...notice, said: null })).not.toContain("adds");
  });

  it("says who takes over, and who goes on after the end", () => {
    expect(noticeInWords({ code: "transferring", name: "Piotr" })).toContain("to Piotr");
    expect(noticeInWords({ code: "transferring", name: null })).toContain("a colleague");
    expect(noticeInWords({ code: "reopened", to: "agent", name: "Anna" })).toContain("Anna answers again");
    expect(noticeInWords({ code: "reopened", to: "queue", name: null })).toContain("continues");
  });

  it("does not fall silent over a code it does not know", () => {
    expect(noticeInWords({ code: "moved" } as unknown as Notice)).not.toBe("");
  });
});
