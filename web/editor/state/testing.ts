/** A knowledge base to test the editor against: it refuses outdated revisions as the real one does. */

import { vi, type Mock } from "vitest";
import { ApiError } from "../../shared/http";
import type { Article, ArticleContent, ArticleInLanguage, ReviewNote } from "../../shared/editor-protocol";
import type { Explanation, GateReport } from "../golden/protocol";
import { EMPTY } from "./content";
import type { EditorApi } from "./editor-api";

export function contentFactory(change: Partial<ArticleContent> = {}): ArticleContent {
  return { ...EMPTY, title: "Jak zwrócić?", body: "Masz 30 dni.", ...change };
}

export function storedFactory(change: Partial<ArticleInLanguage> = {}): ArticleInLanguage {
  return {
    draft: contentFactory(),
    draft_revision: 4,
    published: contentFactory(),
    status: "published",
    version: 2,
    published_at: "2026-11-20T09:00:00Z",
    updated_at: "2026-11-22T15:00:00Z",
    updated_by: "Anna",
    review: null,
    ...change,
  };
}

export function reportFactory(change: Partial<GateReport> = {}): GateReport {
  return { questions: 3, passing_before: 2, passing_after: 2, better: [], worse: [], ...change };
}

export function explanationFactory(decision: Explanation["decision"] = "abstain"): Explanation {
  return { decision, hits: [], thresholds: { answer: 0.5, suggest: 0.25, likely: 0.1 } };
}

export type ApiDouble = { [Call in keyof EditorApi]: Mock<EditorApi[Call]> };

/** A knowledge base with one article in Polish; `saveAs` is somebody else's save. */
export function knowledgeFactory(stored: ArticleInLanguage | null = storedFactory()) {
  let held = stored;
  const article = (): Article => ({
    id: "how-to-return",
    category: "returns",
    languages: held ? { pl: held } : {},
  });
  const put = (content: ArticleContent, by: string): Article => {
    held = storedFactory({
      ...held,
      draft: content,
      draft_revision: (held?.draft_revision ?? 0) + 1,
      status: held?.published ? "changed" : "draft",
      updated_by: by,
    });
    return article();
  };
  const require = (revision: number): void => {
    const { draft_revision = 0, updated_by: by } = held ?? {};
    if (revision !== draft_revision)
      throw new ApiError(409, "edited_meanwhile", "", { by, revision: draft_revision });
  };
  const reviewed = (step: ReviewNote["step"], note: string): Article => {
    const review = { step, revision: held!.draft_revision, note, at: "2026-11-22T16:00:00Z", by: "Ewa" };
    held = { ...held!, status: step === "asked" ? "review" : "changed", review };
    return article();
  };
  const api: ApiDouble = {
    list: vi.fn<EditorApi["list"]>().mockResolvedValue([]),
    create: vi.fn<EditorApi["create"]>().mockResolvedValue(undefined),
    article: vi.fn<EditorApi["article"]>(async () => article()),
    save: vi.fn<EditorApi["save"]>(async (_id, _language, revision, content) => {
      require(revision);
      return put(content, "Ewa");
    }),
    publish: vi.fn<EditorApi["publish"]>(async (_id, _language, revision) => {
      require(revision);
      held = { ...held!, published: held!.draft, status: "published", version: (held!.version ?? 0) + 1 };
      return { article: article(), report: reportFactory() };
    }),
    archive: vi.fn<EditorApi["archive"]>(async () => {
      held = { ...held!, status: "archived" };
      return { article: article(), report: reportFactory() };
    }),
    rollBack: vi.fn<EditorApi["rollBack"]>(async (_id, _language, version) => {
      held = { ...held!, status: "changed", version: version! - 1 };
      return { article: article(), report: reportFactory() };
    }),
    versions: vi.fn<EditorApi["versions"]>().mockResolvedValue([]),
    restore: vi.fn<EditorApi["restore"]>(async () => put(contentFactory({ body: "Dawna treść." }), "Ewa")),
    preview: vi.fn<EditorApi["preview"]>(async (body) => `<p>${body}</p>`),
    askReview: vi.fn<EditorApi["askReview"]>(async (_id, _language, revision, note) => {
      require(revision);
      return reviewed("asked", note);
    }),
    sendBack: vi.fn<EditorApi["sendBack"]>(async (_id, _language, revision, note) => {
      require(revision);
      return reviewed("sent_back", note);
    }),
    reviews: vi.fn<EditorApi["reviews"]>().mockResolvedValue([]),
    compare: vi.fn<EditorApi["compare"]>().mockResolvedValue([]),
    links: vi.fn<EditorApi["links"]>().mockResolvedValue({ broken: [], linked_from: [] }),
    stay: vi.fn<EditorApi["stay"]>().mockResolvedValue({ others: [], drafts: {} }),
    leave: vi.fn<EditorApi["leave"]>(),
    upload: vi.fn<EditorApi["upload"]>().mockRejectedValue(new ApiError(0, "offline", "")),
    search: vi.fn<EditorApi["search"]>().mockResolvedValue(explanationFactory()),
    tryDraft: vi
      .fn<EditorApi["tryDraft"]>()
      .mockResolvedValue({ now: explanationFactory(), after: explanationFactory("answer") }),
  };
  return { api, article, saveAs: (by: string, body: string) => put(contentFactory({ body }), by) };
}
