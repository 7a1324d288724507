import { expect, it } from "vitest";
import { clockSince } from "./waiting-time";

it.each([
  ["2026-11-22T15:00:00Z", "0:00"],
  ["2026-11-22T14:58:53Z", "1:07"],
  ["2026-11-22T13:57:15Z", "1:02:45"],
  ["2026-11-22T15:00:09Z", "0:00"],
])("counts up from %s", (since, shown) => {
  expect(clockSince(since, Date.parse("2026-11-22T15:00:00Z"))).toBe(shown);
});
