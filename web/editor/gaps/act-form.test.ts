import { describe, expect, it } from "vitest";
import { ApiError } from "../../shared/http";
import { ActForm, refusal } from "./act-form";
import { gapFactory, groupFactory } from "./testing";

describe("ActForm", () => {
  it("begins an article with titles from what was asked, the commoner language first", () => {
    const form = new ActForm(groupFactory(), "start");
    expect(form.languages).toEqual(["pl", "en"]);
    expect(form.values).toEqual({
      title_pl: "Macie próbki tkanin?",
      title_en: "Do you send samples?",
      article_id: "macie-probki-tkanin",
    });
  });

  it("lets the id follow the title until it is typed", () => {
    const form = new ActForm(groupFactory(), "start");
    form.fill("title_pl", "Próbki");
    expect(form.values.article_id).toBe("probki");
    form.fill("article_id", "samples");
    form.fill("title_pl", "Próbki tkanin");
    expect(form.values.article_id).toBe("samples");
  });

  it("sends only the languages that were written, and the questions ticked", () => {
    const form = new ActForm(groupFactory(), "start");
    form.fill("body_pl", " Trzy próbki gratis. ");
    form.fill("category", "delivery");
    form.tick(2, false);
    form.golden = false;
    expect(form.problems()).toEqual({});
    expect(form.act()).toEqual({
      action: "start",
      article_id: "macie-probki-tkanin",
      category: "delivery",
      languages: { pl: { title: "Macie próbki tkanin?", body: "Trzy próbki gratis." } },
      examples: [1],
      golden: false,
    });
  });

  it("names what is missing", () => {
    const form = new ActForm(groupFactory(), "start");
    form.fill("article_id", "Próbki!");
    expect(form.problems()).toEqual({
      body_pl: "needs_language",
      article_id: "bad_slug",
      category: "needs_text",
    });
    form.fill("body_en", "Free.");
    form.fill("title_en", "");
    expect(form.problems()).toMatchObject({ title_en: "needs_text" });
    expect(new ActForm(groupFactory(), "dismiss").problems()).toEqual({ reason: "needs_text" });
  });

  it("adds to the nearest article, or to the one a gap has already", () => {
    expect(new ActForm(groupFactory(), "add").act()).toMatchObject({ article_id: "bedding-sizes" });
    expect(new ActForm(groupFactory({ nearest: null }), "add").problems()).toEqual({
      article_id: "needs_text",
    });
    const gap = gapFactory({ article_id: "samples", languages: {} });
    expect(new ActForm(gap, "add").values.article_id).toBe("samples");
    expect(new ActForm(gap, "add").languages).toEqual(["pl"]);
  });
});

describe("refusal", () => {
  it.each([
    [new ApiError(409, "gap_taken", "", { by: "Ola" }), { key: "taken", by: "Ola", closes: true }],
    [new ApiError(404, "not_found", ""), { key: "gone", by: "", closes: true }],
    [new ApiError(409, "already_there", ""), { key: "id_taken", by: "", closes: false }],
    [
      new ApiError(409, "edited_meanwhile", "", { by: "Jan" }),
      { key: "edited_meanwhile", by: "Jan", closes: false },
    ],
    [new ApiError(0, "offline", ""), { key: "offline", by: "", closes: false }],
    [new ApiError(400, "bad_article", ""), { key: "refused", by: "", closes: false }],
  ])("is told in words: %o", (error, told) => {
    expect(refusal(error)).toEqual(told);
  });
});
