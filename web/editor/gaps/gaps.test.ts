import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { Gaps } from "./gaps";
import type { GapsApi } from "./gaps-api";
import type { GapReport } from "./protocol";
import { gapFactory, groupFactory, reportFactory } from "./testing";

function gapsFactory(report: GapReport = reportFactory()) {
  const api = {
    report: vi.fn<GapsApi["report"]>().mockResolvedValue(report),
    health: vi.fn<GapsApi["health"]>().mockResolvedValue({ days: 30, articles: 1, findings: [] }),
    act: vi.fn<GapsApi["act"]>().mockResolvedValue(undefined),
  };
  const onError = vi.fn();
  return { gaps: new Gaps(api, onError), api, onError };
}

describe("Gaps", () => {
  it("counts what waits: groups that several asked, and gaps that are back", async () => {
    const { gaps } = gapsFactory(
      reportFactory({
        groups: [groupFactory(), groupFactory({ question_id: 2, count: 1 })],
        gaps: [
          gapFactory({ status: "returned" }),
          gapFactory({ id: 8, status: "reopened" }),
          gapFactory({ id: 9, status: "open" }),
          gapFactory({ id: 10 }),
          gapFactory({ id: 11, status: "closed" }),
        ],
      }),
    );
    expect(gaps.waiting).toBe(0);
    await gaps.load();
    expect(gaps.waiting).toBe(3);
    expect(gaps.singles.map(({ question_id }) => question_id)).toEqual([2]);
    expect(gaps.open.map(({ id }) => id)).toEqual([9]);
    expect(gaps.settled.map(({ id }) => id)).toEqual([10, 11]);
  });

  it("shows the period chosen last, whatever comes late", async () => {
    const { gaps, api } = gapsFactory();
    let late: (report: GapReport) => void = () => {};
    api.report.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const first = gaps.load();
    gaps.choose(90);
    await vi.waitFor(() => expect(gaps.status).toBe("ready"));
    late(reportFactory({ unanswered: 99 }));
    await first;
    expect(gaps.report?.unanswered).toBe(4);
    expect(api.report).toHaveBeenLastCalledWith(90, expect.anything());
  });

  it("keeps the health of the period that is chosen", async () => {
    const { gaps, api } = gapsFactory();
    await gaps.loadHealth();
    gaps.choose(7);
    expect(api.health).toHaveBeenLastCalledWith(7);
  });

  it("loads anew after an act, and after one that was refused", async () => {
    const { gaps, api, onError } = gapsFactory();
    await gaps.act(groupFactory(), { action: "dismiss", reason: "nie" });
    expect(api.report).toHaveBeenCalledTimes(1);
    api.act.mockRejectedValueOnce(new ApiError(409, "gap_taken", "", { by: "Ola" }));
    await expect(gaps.act(groupFactory(), { action: "dismiss", reason: "nie" })).rejects.toThrow();
    expect(api.report).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledOnce();
  });

  it("says when the list cannot be had", async () => {
    const { gaps, api } = gapsFactory();
    api.report.mockRejectedValueOnce(new ApiError(503, "kb_unavailable", ""));
    await gaps.load();
    expect(gaps.status).toBe("failed");
  });
});
