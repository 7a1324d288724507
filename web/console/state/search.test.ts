import { expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { Search } from "./search";
import { apiFactory, summaryFactory } from "./testing";

const found = (id: string) => ({ conversation: summaryFactory({ id }), hits: 1, hit: null });

function searchFactory() {
  const api = apiFactory();
  return { api, search: new Search(api, vi.fn()) };
}

it("fetches page after page, and shows a conversation once", async () => {
  const { api, search } = searchFactory();
  api.search.mockResolvedValueOnce({ results: [found("a"), found("b")], cursor: "next" });
  await search.run({ q: "zwrot" });
  expect(search.hasMore).toBe(true);
  api.search.mockResolvedValueOnce({ results: [found("b"), found("c")], cursor: null });
  await search.more();
  expect(api.search.mock.calls.map(([filters, cursor]) => [filters, cursor])).toEqual([
    [{ q: "zwrot" }, null],
    [{ q: "zwrot" }, "next"],
  ]);
  expect(search.results.map(({ conversation }) => conversation.id)).toEqual(["a", "b", "c"]);
  expect(search.hasMore).toBe(false);
});

it("shows the answer to the last question, whichever comes last", async () => {
  const { api, search } = searchFactory();
  let late: (page: { results: never[]; cursor: null }) => void = () => {};
  api.search.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  const first = search.run({ q: "z" });
  api.search.mockResolvedValueOnce({ results: [found("a")], cursor: null });
  await search.run({ q: "zw" });
  late({ results: [], cursor: null });
  await first;
  expect(search.results).toHaveLength(1);
});

it("says so when nothing answers", async () => {
  const { api, search } = searchFactory();
  api.search.mockRejectedValue(new ApiError(0, "offline", ""));
  await search.run({});
  expect(search.status).toBe("failed");
});

it("keeps searches by name, each once", async () => {
  const { api, search } = searchFactory();
  await search.run({ q: "wada" });
  api.saveSearch.mockResolvedValueOnce({ id: "s-1", name: "Wady", filters: { q: "wada" } });
  expect(await search.save("Wady")).toBe(true);
  expect(api.saveSearch).toHaveBeenCalledWith("Wady", { q: "wada" });
  api.saveSearch.mockRejectedValueOnce(new ApiError(409, "name_taken", ""));
  expect(await search.save("Wady")).toBe(false);
  expect(search.saveProblem).toBe("taken");
  await search.remove("s-1");
  expect(search.saved).toEqual([]);
});
