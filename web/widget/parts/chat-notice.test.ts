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
    open: true,
    agents: 3,
    ...change,
  };
}

afterEach(() => i18n.setLocale("en"));

describe("noticeInWords", () => {
  it("tells the place and an honest wait, with Polish plurals", () => {
    i18n.setLocale("pl");
    expect(noticeInWords(queuedFactory())).toMatch(
      /Przy czacie są 3 osoby\. Miejsce w kolejce: 2\. Szacowany czas: około 3 minuty\.$/,
    );
  });

  it("promises no wait where there is none to tell", () => {
    i18n.setLocale("pl");
    expect(noticeInWords(queuedFactory({ wait_seconds: null }))).not.toContain("Szacowany");
    const closed = noticeInWords(queuedFactory({ open: false, agents: 0 }));
    expect(closed).toContain("nikogo z obsługi nie ma");
    expect(closed).not.toContain("Szacowany");
  });

  it("does not fall silent over a code it does not know", () => {
    expect(noticeInWords({ code: "moved" } as unknown as Notice)).not.toBe("");
  });
});
