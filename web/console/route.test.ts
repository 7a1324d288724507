import { expect, it } from "vitest";
import { routeOf, searchAddress } from "./route";

it.each([
  ["", { page: "conversation", id: null }],
  ["#/", { page: "conversation", id: null }],
  ["#/c-1", { page: "conversation", id: "c-1" }],
  ["#/%zz", { page: "conversation", id: "%zz" }],
  ["#/replies", { page: "replies" }],
  ["#/search", { page: "search", filters: {} }],
  ["#/search?q=%C5%82%C3%B3d%C5%BA&x=y&state=", { page: "search", filters: { q: "łódź" } }],
  ["#/searching", { page: "conversation", id: "searching" }],
])("reads %j", (hash, route) => expect(routeOf(hash)).toEqual(route));

it("leads back to a search", () => {
  const filters = { q: "łódź & co", state: "closed", tag: "pilny zwrot" } as const;
  expect(routeOf(searchAddress(filters))).toEqual({ page: "search", filters });
  expect(searchAddress({})).toBe("#/search");
});
