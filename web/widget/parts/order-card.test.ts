import "../words-for-tests";
import { describe, expect, it } from "vitest";
import { progressOf } from "./order-card";

describe("progressOf", () => {
  it.each([
    ["new", 0, 5],
    ["shipped", 3, 5],
    ["out_for_delivery", 3, 5],
    ["ready_for_pickup", 3, 5],
    ["delivered", 4, 5],
    ["return_requested", 0, 3],
    ["refunded", 2, 3],
  ] as const)("%s is step %i of %i", (state, at, count) => {
    const progress = progressOf(state);
    expect(progress.at).toBe(at);
    expect(progress.steps).toHaveLength(count);
    expect(progress.steps[at]).toBe(state);
  });

  it("draws no line for a cancelled order", () => {
    expect(progressOf("cancelled").at).toBe(-1);
  });
});
