import { expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { Categories } from "./categories";
import type { CategoriesApi, Category } from "./categories-api";
import "./category-form";
import type { CategoryForm } from "./category-form";

const SEEN: Category = {
  id: "news",
  position: 1,
  names: { pl: "Nowości", en: "News" },
  revision: 1,
  articles: 0,
};
const NOW: Category = { ...SEEN, names: { pl: "Nowinki", en: "Latest" }, revision: 2 };

it("shows what a colleague has called it meanwhile, and then replaces just that", async () => {
  const api = {
    list: vi.fn<CategoriesApi["list"]>().mockResolvedValueOnce([SEEN]).mockResolvedValue([NOW]),
    save: vi
      .fn<CategoriesApi["save"]>()
      .mockRejectedValueOnce(new ApiError(409, "edited_meanwhile", ""))
      .mockResolvedValue([NOW]),
    arrange: vi.fn<CategoriesApi["arrange"]>(),
    remove: vi.fn<CategoriesApi["remove"]>(),
  };
  const categories = new Categories(api, () => undefined);
  await categories.load();
  const form = document.createElement("wl-category-form") as CategoryForm;
  Object.assign(form, { categories, category: SEEN });
  document.body.append(form);
  await form.updateComplete;
  const submit = () => form.renderRoot.querySelector("form")!.dispatchEvent(new Event("submit"));
  const typed = form.renderRoot.querySelector<HTMLInputElement>("#en")!;
  typed.value = "What is new";
  typed.dispatchEvent(new Event("input"));
  submit();
  await vi.waitFor(() => expect(form.renderRoot.textContent).toContain("Latest"));
  submit();
  await vi.waitFor(() =>
    expect(api.save).toHaveBeenLastCalledWith("news", { pl: "Nowości", en: "What is new" }, 1, 2),
  );
});
