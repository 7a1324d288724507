import { expect, it } from "vitest";
import { tokenIn } from "./password-page";

it("finds the token of a link, and nothing in other addresses", () => {
  expect(tokenIn("#/password/aB_9-x")).toBe("aB_9-x");
  for (const other of ["", "#/", "#/password/", "#/password/a/b", "#/password/<b>", "#/search?q=password"])
    expect(tokenIn(other)).toBeNull();
});
