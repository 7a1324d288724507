import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ArticleListing } from "../../shared/editor-protocol";
import type { EditorApi } from "./editor-api";
import { Library } from "./library";

const listing = (id: string, category: string): ArticleListing => ({ id, category, languages: {} });

function libraryFactory() {
  const list = vi.fn<EditorApi["list"]>().mockResolvedValue([]);
  return { library: new Library({ list }, vi.fn()), list };
}

describe("Library", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits for the end of typing, and asks for a choice at once", async () => {
    const { library, list } = libraryFactory();
    for (const query of ["z", "zw", "zwr"]) library.narrow({ query });
    expect(list).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(300);
    expect(list).toHaveBeenCalledOnce();
    library.narrow({ status: "draft" });
    expect(list.mock.calls.at(-1)?.[0]).toEqual({
      query: "zwr",
      status: "draft",
      category: "",
      review: "",
    });
  });

  it("shows the answer to the last question, whichever comes last", async () => {
    const { library, list } = libraryFactory();
    let late!: (articles: ArticleListing[]) => void;
    list.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    library.narrow({ category: "returns" });
    list.mockResolvedValueOnce([listing("delivery-costs", "delivery")]);
    library.narrow({ category: "delivery" });
    await vi.advanceTimersByTimeAsync(0);
    late([listing("how-to-return", "returns")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(library.articles.map(({ id }) => id)).toEqual(["delivery-costs"]);
  });

  it("remembers the categories it has seen when the list is narrowed", async () => {
    const { library, list } = libraryFactory();
    list.mockResolvedValueOnce([listing("a", "returns"), listing("b", "delivery")]);
    await library.load();
    list.mockResolvedValueOnce([listing("a", "returns")]);
    library.narrow({ category: "returns" });
    await vi.advanceTimersByTimeAsync(0);
    expect(library.categories).toEqual(["delivery", "returns"]);
  });
});
