import { expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { MemoryStore } from "../../shared/key-value-store";
import { OpenArticle } from "./open-article";
import { contentFactory, knowledgeFactory, storedFactory } from "./testing";

function articleFactory(knowledge = knowledgeFactory()) {
  const article = new OpenArticle("how-to-return", knowledge.api, new MemoryStore(), "p.", vi.fn());
  return { article, api: knowledge.api };
}

it("saves every language that has been edited, and no other", async () => {
  const { article, api } = articleFactory();
  await article.load();
  expect(article.edited).toBe(false);
  article.editions.pl.edit({ body: "Masz 60 dni." });
  expect(article.edited).toBe(true);
  expect(await article.saveAll()).toBe(true);
  expect(api.save).toHaveBeenCalledOnce();
  expect(article.edited).toBe(false);
});

it("says so when one of them could not be saved", async () => {
  const { article } = articleFactory();
  await article.load();
  article.editions.pl.edit({ body: "" });
  article.editions.en.edit(contentFactory());
  expect(await article.saveAll()).toBe(false);
});

it("tells an article that is not there from a desk that does not answer", async () => {
  const { article, api } = articleFactory();
  api.article.mockRejectedValueOnce(new ApiError(404, "not_found", ""));
  await article.load();
  expect(article.status).toBe("missing");
  api.article.mockRejectedValueOnce(new ApiError(0, "offline", ""));
  await article.load();
  expect(article.status).toBe("failed");
});

it("tells who has saved a newer draft than the one on the table", async () => {
  const { article, api } = articleFactory();
  api.stay.mockResolvedValue({ others: ["Piotr"], drafts: { pl: { revision: 5, by: "Piotr" } } });
  await article.load();
  await vi.waitFor(() => expect(article.newerBy("pl")).toBe("Piotr"));
  expect(article.newerBy("en")).toBeNull();
  article.close();
});

it("tells the language whose text is behind the other's by more than a sitting", async () => {
  const { article } = articleFactory();
  await article.load();
  article.close();
  const { pl, en } = article.editions;
  expect([article.isBehind("pl"), article.isBehind("en")]).toEqual([false, false]);
  const published_at = new Date(Date.parse(pl.stored!.published_at!) + 2 * 60 * 60_000).toISOString();
  en.stored = storedFactory({ published_at });
  expect([article.isBehind("pl"), article.isBehind("en")]).toEqual([true, false]);
  en.stored = storedFactory({ published_at: pl.stored!.published_at });
  expect(article.isBehind("pl")).toBe(false);
});
