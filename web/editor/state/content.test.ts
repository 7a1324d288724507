import { describe, expect, it } from "vitest";
import { cleaned, differingFields, problemsOf, sameContent, slugFrom, slugProblem } from "./content";
import { contentFactory } from "./testing";

describe("content", () => {
  it("is compared as it would be stored", () => {
    const tidy = contentFactory({ questions: ["jak zwrócić"], owner: null });
    const typed = contentFactory({ title: " Jak zwrócić? ", questions: ["jak zwrócić ", " "], owner: "" });
    expect(sameContent(tidy, typed)).toBe(true);
    expect(sameContent(tidy, contentFactory({ questions: ["jak oddać"] }))).toBe(false);
  });

  it("sends no empty day", () => {
    expect(cleaned(contentFactory({ valid_from: "" })).valid_from).toBeNull();
  });

  it("names the fields in which two differ", () => {
    const other = contentFactory({ body: "Inaczej", tags: ["zwrot"] });
    expect(differingFields(contentFactory(), other)).toEqual(["body", "tags"]);
  });

  it("must have a title and a body, and keep to the limits", () => {
    expect(problemsOf(contentFactory())).toEqual({});
    expect(problemsOf(contentFactory({ title: "", body: " " }))).toEqual({ title: "empty", body: "empty" });
    expect(problemsOf(contentFactory({ title: "a".repeat(201) }))).toEqual({ title: "too_long" });
    expect(problemsOf(contentFactory({ questions: ["a".repeat(301)] }))).toEqual({ questions: "too_long" });
  });
});

describe("slugs", () => {
  it.each(["delivery-costs", "a", "blik-2"])("takes %s", (slug) => expect(slugProblem(slug)).toBeNull());

  it.each(["Delivery", "a--b", "-a", "a-", "zwrot ów", "łódka", "a".repeat(81)])("refuses %s", (slug) =>
    expect(slugProblem(slug)).toBe("bad_slug"),
  );

  it("misses an empty one", () => expect(slugProblem("")).toBe("empty"));

  it.each([
    ["Jak zwrócić zamówienie?", "jak-zwrocic-zamowienie"],
    ["Łódź: płatność „za pobraniem”", "lodz-platnosc-za-pobraniem"],
    ["???", ""],
  ])("makes one from %s", (title, slug) => expect(slugFrom(title)).toBe(slug));

  it("makes none too long", () => {
    const slug = slugFrom("długi tytuł ".repeat(20));
    expect(slugProblem(slug)).toBeNull();
  });
});
