import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { Replies, textIn } from "./replies";
import { apiFactory, replyFactory } from "./testing";

async function repliesFactory() {
  const api = apiFactory();
  api.replies.mockResolvedValue([
    replyFactory("faktura", { texts: { pl: { title: "Faktura", text: "Wyślę ją w sprawie opóźnienia." } } }),
    replyFactory("opoznienie", { texts: { pl: { title: "Późno", text: "Przepraszam." } } }),
    replyFactory("zwrot", {
      texts: { pl: { title: "Łatwy zwrot", text: "30 dni" }, en: { title: "Returns", text: "30 days" } },
    }),
  ]);
  const replies = new Replies(api, vi.fn());
  await replies.load();
  return { api, replies };
}

describe("Replies", () => {
  it("finds by shortcut first, then by title, then by text, whatever the marks on the letters", async () => {
    const { replies } = await repliesFactory();
    const found = (words: string) => replies.matching(words, "pl").map(({ shortcut }) => shortcut);
    expect(found("OPÓŹ")).toEqual(["opoznienie", "faktura"]);
    expect(found("latwy")).toEqual(["zwrot"]);
    expect(found("")).toHaveLength(3);
    expect(found("nic")).toEqual([]);
  });

  it("words a reply in the customer's language, or in the one there is", () => {
    const both = replyFactory("a", {
      texts: { pl: { title: "Tak", text: "t" }, en: { title: "Yes", text: "y" } },
    });
    expect(textIn(both, "en")).toEqual({ title: "Yes", text: "y", language: "en" });
    expect(textIn(replyFactory(), "en").language).toBe("pl");
  });

  it("keeps nothing over somebody else's change, and shows theirs", async () => {
    const { api, replies } = await repliesFactory();
    const read = replies.list[2]!;
    api.changeReply.mockRejectedValue(new ApiError(409, "edited_meanwhile", "", { by: "Jan", revision: 2 }));
    api.replies.mockResolvedValue([{ ...read, revision: 2 }]);
    expect(await replies.save({ shortcut: "zwrot", texts: read.texts }, true, read)).toBe(false);
    expect(api.changeReply).toHaveBeenCalledWith(read.id, 1, expect.anything());
    expect(replies.problem).toEqual({ code: "edited", by: "Jan" });
    expect(replies.list[0]!.revision).toBe(2);
  });

  it.each([
    [new ApiError(409, "shortcut_taken", ""), { code: "taken" }],
    [new ApiError(400, "bad_input", "", { field: "shortcut" }), { code: "field", field: "shortcut" }],
    [new ApiError(0, "offline", ""), { code: "offline" }],
    [new Error("?"), { code: "failed" }],
  ])("says why a reply was not kept", async (error, problem) => {
    const { api, replies } = await repliesFactory();
    api.createReply.mockRejectedValue(error);
    expect(await replies.save({ shortcut: "a", texts: {} }, false, null)).toBe(false);
    expect(replies.problem).toEqual(problem);
  });

  it("adds, changes and takes away in its list", async () => {
    const { api, replies } = await repliesFactory();
    api.createReply.mockResolvedValue(replyFactory("b"));
    await replies.save({ shortcut: "b", texts: {} }, false, null);
    expect(replies.list.map(({ shortcut }) => shortcut)).toEqual(["b", "faktura", "opoznienie", "zwrot"]);
    await replies.remove(replies.list[0]!);
    expect(replies.list).toHaveLength(3);
  });
});
