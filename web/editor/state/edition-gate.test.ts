import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { MemoryStore } from "../../shared/key-value-store";
import { Edition } from "./edition";
import { knowledgeFactory, reportFactory, storedFactory } from "./testing";
import { TypedText } from "./typed-text";

const LOST = reportFactory({ passing_after: 1 });

function heldUp(call: "publish" | "archive") {
  const { api, article } = knowledgeFactory(storedFactory({ status: "changed", version: 3 }));
  api[call].mockRejectedValueOnce(new ApiError(409, "golden_questions_lost", "", { report: LOST }));
  const edition = new Edition("how-to-return", "pl", api, new TypedText(new MemoryStore(), "x"), vi.fn());
  edition.open(article());
  return { api, edition };
}

describe("what the gate holds up", () => {
  it("stays as it is, with the report, and is no fault", async () => {
    const { edition } = heldUp("publish");
    expect(await edition.publish()).toBe(false);
    expect(edition.loss).toEqual({ work: "publish", report: LOST });
    expect([edition.problem, edition.working, edition.stored?.version]).toEqual([null, null, 3]);
  });

  it("is published all the same for a reason", async () => {
    const { api, edition } = heldUp("publish");
    await edition.publish();
    expect(await edition.insist("wymóg prawny")).toBe(true);
    expect(api.publish).toHaveBeenLastCalledWith("how-to-return", "pl", 4, "wymóg prawny");
    expect(edition.loss).toBeNull();
    expect(edition.report).toEqual(reportFactory());
  });

  it("is archived all the same for a reason", async () => {
    const { api, edition } = heldUp("archive");
    await edition.archive();
    expect(await edition.insist("wycofane")).toBe(true);
    expect(api.archive).toHaveBeenLastCalledWith("how-to-return", "pl", "wycofane");
    expect(api.publish).not.toHaveBeenCalled();
  });

  it("is forgotten when the editor goes back to the text", async () => {
    const { api, edition } = heldUp("publish");
    await edition.publish();
    edition.giveWay();
    expect(edition.loss).toBeNull();
    expect(api.publish).toHaveBeenCalledOnce();
  });
});

describe("rolling back", () => {
  it("names the version the editor saw, and keeps what is typed", async () => {
    const { api, edition } = heldUp("archive");
    edition.edit({ body: "Piszę dalej." });
    expect(await edition.rollBack()).toBe(true);
    expect(api.rollBack).toHaveBeenCalledExactlyOnceWith("how-to-return", "pl", 3);
    expect([edition.stored?.version, edition.content.body]).toEqual([2, "Piszę dalej."]);
  });

  it.each(["nothing_before", "published_meanwhile"] as const)("tells of %s", async (code) => {
    const { api, edition } = heldUp("archive");
    api.rollBack.mockRejectedValue(new ApiError(409, code, ""));
    expect(await edition.rollBack()).toBe(false);
    expect(edition.problem).toBe(code);
  });
});
