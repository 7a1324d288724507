import { describe, expect, it } from "vitest";
import { calendarDay, dayInWords, roundedWait, timeAgo } from "./time";

describe("roundedWait", () => {
  it.each([
    [20, { unit: "moment", count: 0 }],
    [60, { unit: "minutes", count: 1 }],
    [61, { unit: "minutes", count: 2 }],
    [89 * 60, { unit: "minutes", count: 89 }],
    [91 * 60, { unit: "hours", count: 2 }],
  ])("%d seconds", (seconds, wait) => {
    expect(roundedWait(seconds)).toEqual(wait);
  });
});

describe("dayInWords", () => {
  const now = new Date(2026, 10, 22, 0, 10);

  it.each([
    [new Date(2026, 10, 22, 0, 5), "Dzisiaj"],
    [new Date(2026, 10, 21, 23, 50), "Wczoraj"],
    [new Date(2026, 10, 20, 12), "piątek, 20 listopada"],
    [new Date(2025, 11, 31, 12), "środa, 31 grudnia 2025"],
  ])("%s", (moment, words) => {
    expect(dayInWords(moment.toISOString(), "pl", now)).toBe(words);
  });
});

describe("calendarDay", () => {
  it("names the day as written, whatever the time zone", () => {
    expect(calendarDay("2026-12-05", "pl")).toBe("5 grudnia");
    expect(calendarDay("2026-12-05", "en")).toBe("5 December");
  });
});

describe("timeAgo", () => {
  it.each([
    ["2026-11-22T14:59:50Z", "teraz"],
    ["2026-11-22T14:55:00Z", "5 min temu"],
    ["2026-11-22T12:00:00Z", "3 godz. temu"],
    ["2026-11-21T12:00:00Z", "wczoraj"],
  ])("%s", (moment, words) => {
    expect(timeAgo(moment, "pl", new Date("2026-11-22T15:00:00Z"))).toBe(words);
  });
});
