import { describe, expect, it, vi, type Mock } from "vitest";
import { ApiError } from "../../shared/http";
import { Categories } from "./categories";
import type { CategoriesApi, Category } from "./categories-api";

const NAMES = { pl: "Zwroty", en: "Returns" };

function categoryFactory(change: Partial<Category> = {}): Category {
  return { id: "returns", position: 1, names: NAMES, revision: 2, articles: 0, ...change };
}

const RETURNS = categoryFactory();
const CARE = categoryFactory({ id: "care", position: 4, names: { pl: "Pielęgnacja", en: "Care" } });
const TEA = categoryFactory({ id: "tea", position: 10_000, names: {}, revision: 0, articles: 3 });

async function categoriesFactory(all: Category[] = [RETURNS, CARE, TEA]) {
  const api: { [Call in keyof CategoriesApi]: Mock<CategoriesApi[Call]> } = {
    list: vi.fn<CategoriesApi["list"]>().mockResolvedValue(all),
    save: vi.fn<CategoriesApi["save"]>().mockResolvedValue([RETURNS]),
    arrange: vi.fn<CategoriesApi["arrange"]>().mockResolvedValue([CARE, RETURNS]),
    remove: vi.fn<CategoriesApi["remove"]>().mockResolvedValue([RETURNS]),
  };
  const categories = new Categories(api, () => undefined);
  await categories.load();
  return { api, categories };
}

describe("categories", () => {
  it("get a place behind the named ones when they are added or named first", async () => {
    const { api, categories } = await categoriesFactory();
    expect(await categories.add("gifts", { pl: " Prezenty ", en: "Gifts" })).toBeNull();
    expect(api.save).toHaveBeenLastCalledWith("gifts", { pl: "Prezenty", en: "Gifts" }, 5, 0);
    expect(categories.all).toEqual([RETURNS]);
    await categories.rename(TEA, NAMES);
    expect(api.save).toHaveBeenLastCalledWith("tea", NAMES, 2, 0);
  });

  it("are renamed where they stand, as the editor saw them", async () => {
    const { api, categories } = await categoriesFactory();
    await categories.rename(CARE, NAMES);
    expect(api.save).toHaveBeenCalledExactlyOnceWith("care", NAMES, 4, 2);
  });

  it.each([
    ["Gift Cards", NAMES, { reason: "field", field: "id", problem: "bad_slug" }],
    ["", { pl: "", en: "" }, { reason: "field", field: "pl", problem: "empty" }],
    ["gifts", { pl: "Prezenty", en: " " }, { reason: "field", field: "en", problem: "empty" }],
    ["returns", NAMES, { reason: "taken" }],
  ])("are not asked for as %s with %o", async (id, names, refusal) => {
    const { api, categories } = await categoriesFactory();
    expect(await categories.add(id, names)).toEqual(refusal);
    expect(api.save).not.toHaveBeenCalled();
  });

  it("move by one place among those with names", async () => {
    const { api, categories } = await categoriesFactory();
    expect(await categories.move(CARE, -1)).toBeNull();
    expect(api.arrange).toHaveBeenCalledExactlyOnceWith([CARE, RETURNS]);
    expect([categories.place(CARE), categories.place(RETURNS)]).toEqual([0, 1]);
  });

  it.each([
    [new ApiError(409, "category_in_use", "", { articles: 3 }), { reason: "category_in_use", articles: 3 }],
    [new ApiError(409, "edited_meanwhile", ""), { reason: "edited_meanwhile" }],
    [new ApiError(0, "offline", ""), { reason: "offline" }],
    [new Error(), { reason: "failed" }],
  ])("say why they stay when a change is refused with %s, and are read again", async (error, refusal) => {
    const { api, categories } = await categoriesFactory();
    api.remove.mockRejectedValue(error);
    expect(await categories.remove(CARE)).toEqual(refusal);
    expect(api.list).toHaveBeenCalledTimes(2);
    expect(categories.busy).toBe(false);
  });

  it("name the field the server does not take", async () => {
    const { api, categories } = await categoriesFactory();
    const details = { field: "names.pl", problem: "too_long" };
    api.save.mockRejectedValue(new ApiError(400, "bad_article", "", details));
    expect(await categories.rename(CARE, NAMES)).toEqual({
      reason: "field",
      field: "pl",
      problem: "too_long",
    });
  });

  it("say that an id is taken when a colleague was first", async () => {
    const { api, categories } = await categoriesFactory();
    api.save.mockRejectedValue(new ApiError(409, "edited_meanwhile", ""));
    expect(await categories.add("gifts", NAMES)).toEqual({ reason: "taken" });
  });
});
