import { expect, it } from "vitest";
import { money } from "./money";

it.each([
  [129.9, "PLN", "pl", "129,90\u00a0zł"],
  ["129.90", "PLN", "en", "129.90\u00a0zł"],
  [12345.5, "PLN", "en", "12,345.50\u00a0zł"],
  [-20, "EUR", "en", "-20.00\u00a0€"],
] as const)("%s %s in %s", (amount, currency, language, written) => {
  expect(money(amount, currency, language)).toBe(written);
});
