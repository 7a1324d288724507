import { describe, expect, it, vi, type Mock } from "vitest";
import { ApiError } from "../../shared/http";
import type { GoldenApi } from "./golden-api";
import { GoldenList } from "./golden-list";
import type { GoldenQuestion } from "./protocol";

function questionFactory(change: Partial<GoldenQuestion> = {}): GoldenQuestion {
  return {
    id: 7,
    language: "pl",
    text: "gdzie moja paczka",
    article_id: "track-parcel",
    revision: 2,
    updated_at: "2026-11-22T15:00:00Z",
    updated_by: "Ewa",
    passes: true,
    ...change,
  };
}

function listFactory() {
  const api: { [Call in keyof GoldenApi]: Mock<GoldenApi[Call]> } = {
    list: vi.fn<GoldenApi["list"]>().mockResolvedValue({ questions: [questionFactory()], total: 5 }),
    add: vi.fn<GoldenApi["add"]>().mockResolvedValue(undefined),
    change: vi.fn<GoldenApi["change"]>().mockResolvedValue(undefined),
    remove: vi.fn<GoldenApi["remove"]>().mockResolvedValue(undefined),
    check: vi.fn<GoldenApi["check"]>().mockResolvedValue(undefined),
    publications: vi.fn<GoldenApi["publications"]>().mockResolvedValue([]),
  };
  return { api, list: new GoldenList(api, () => undefined) };
}

describe("the golden questions", () => {
  it("are shown for one article, with how many there are in all", async () => {
    const { api, list } = listFactory();
    await list.narrow({ show: "failing" });
    await list.show("track-parcel");
    expect(api.list.mock.lastCall?.[0]).toEqual({ article: "track-parcel", language: "", show: "all" });
    expect([list.questions.length, list.total, list.status]).toEqual([1, 5, "ready"]);
  });

  it("show the answer to the last filter, however late an earlier one comes", async () => {
    const { api, list } = listFactory();
    let late: (listing: Awaited<ReturnType<GoldenApi["list"]>>) => void = () => undefined;
    api.list.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    const first = list.narrow({ language: "en" });
    await list.narrow({ language: "pl" });
    late({ questions: [], total: 0 });
    await first;
    expect(list.total).toBe(5);
  });

  it("are kept without stray blanks, and never empty", async () => {
    const { api, list } = listFactory();
    const fields = { language: "pl", text: "  kiedy zwrot ", article_id: null } as const;
    expect(await list.keep({ ...fields, text: "  " }, null)).toBe("empty");
    expect(api.add).not.toHaveBeenCalled();
    expect(await list.keep(fields, null)).toBeNull();
    expect(api.add).toHaveBeenCalledExactlyOnceWith({ ...fields, text: "kiedy zwrot" });
  });

  it.each([
    [new ApiError(409, "already_golden", ""), "already_golden"],
    [new ApiError(409, "edited_meanwhile", ""), "edited_meanwhile"],
    [new ApiError(400, "bad_article", "", { problem: "unknown_article" }), "unknown_article"],
    [new ApiError(400, "bad_article", "", { problem: "bad_slug" }), "failed"],
    [new Error(), "failed"],
  ])("say what is wrong when refused with %s, and are read again", async (error, problem) => {
    const { api, list } = listFactory();
    api.change.mockRejectedValue(error);
    const question = questionFactory();
    expect(await list.keep(question, question)).toBe(problem);
    expect(api.list).toHaveBeenCalledOnce();
  });

  it("are asked once, however often the button is pressed", async () => {
    const { api, list } = listFactory();
    await Promise.all([list.checkAll(), list.checkAll()]);
    expect(api.check).toHaveBeenCalledOnce();
    expect(list.checking).toBe(false);
  });
});
