import { expect, it, vi } from "vitest";
import type { ArticleLinks } from "../../shared/editor-protocol";
import { LinkReport } from "./link-report";

const broken = (target: string): ArticleLinks => ({
  broken: [{ target, problem: "unknown" }],
  linked_from: [],
});

it("reads the links again for every new state, and only then", async () => {
  const read = vi.fn<() => Promise<ArticleLinks>>().mockResolvedValue(broken("a"));
  const report = new LinkReport(read);
  report.follow("pl 1");
  report.follow("pl 1");
  await vi.waitFor(() => expect(report.links).toEqual(broken("a")));
  report.follow("");
  expect(report.links.broken).toEqual([]);
  report.follow("pl 2");
  expect(read).toHaveBeenCalledTimes(2);
});

it("shows the links of the last state, whichever answer comes last", async () => {
  let late!: (links: ArticleLinks) => void;
  const read = vi.fn<() => Promise<ArticleLinks>>();
  read.mockReturnValueOnce(new Promise((resolve) => (late = resolve))).mockResolvedValueOnce(broken("new"));
  const report = new LinkReport(read);
  report.follow("pl 1");
  report.follow("pl 2");
  await vi.waitFor(() => expect(report.links).toEqual(broken("new")));
  late(broken("old"));
  await Promise.resolve();
  expect(report.links).toEqual(broken("new"));
});
