import { expect, it } from "vitest";
import { CATEGORIES_ADDRESS, GAPS_ADDRESS, HEALTH_ADDRESS, addressOf, routeOf } from "./route";

it("finds its way back from an address", () => {
  const route = { page: "article", id: "how-to-return", language: "en" } as const;
  expect(routeOf(addressOf(route.id, route.language))).toEqual(route);
});

it("knows the gaps and their second tab", () => {
  expect(routeOf(GAPS_ADDRESS)).toEqual({ page: "gaps", tab: "questions" });
  expect(routeOf(HEALTH_ADDRESS)).toEqual({ page: "gaps", tab: "health" });
});

it("knows the categories", () => {
  expect(routeOf(CATEGORIES_ADDRESS)).toEqual({ page: "categories" });
});

it.each(["", "#", "#/", "#/articles", "#/elsewhere/x"])("shows the list at %s", (hash) => {
  expect(routeOf(hash)).toEqual({ page: "library" });
});

it("takes the shop's own language where none is named", () => {
  expect(routeOf("#/articles/how-to-return")).toMatchObject({ language: "pl" });
});
