import { requestJson } from "../../shared/http";
import type { Language } from "../../shared/protocol";
import type { GoldenQuestion, Publication } from "./protocol";

export interface GoldenFilters {
  /** An article's id, or empty for all. */
  article: string;
  language: Language | "";
  show: "all" | "failing" | "unanswerable";
}

/** What an editor says of a question. */
export type GoldenFields = Pick<GoldenQuestion, "language" | "text" | "article_id">;

export interface GoldenListing {
  questions: GoldenQuestion[];
  /** How many there are in all, whatever the filters. */
  total: number;
}

/** The golden questions, as the desk passes them on; tests give their own. */
export interface GoldenApi {
  list(filters: GoldenFilters, signal?: AbortSignal): Promise<GoldenListing>;
  add(fields: GoldenFields): Promise<void>;
  change(question: GoldenQuestion, fields: GoldenFields): Promise<void>;
  remove(question: GoldenQuestion): Promise<void>;
  check(): Promise<void>;
  publications(id: string, language: Language): Promise<Publication[]>;
}

const BASE = "/api/editor/golden";

export class HttpGoldenApi implements GoldenApi {
  list({ article, language, show }: GoldenFilters, signal?: AbortSignal): Promise<GoldenListing> {
    const asked = new URLSearchParams({ article, language });
    if (show !== "all") asked.set(show, "true");
    return requestJson("GET", `${BASE}?${asked.toString()}`, undefined, signal);
  }

  async add(fields: GoldenFields): Promise<void> {
    await requestJson("POST", BASE, fields);
  }

  async change({ id, revision }: GoldenQuestion, fields: GoldenFields): Promise<void> {
    await requestJson("PUT", `${BASE}/${id}`, { ...fields, revision });
  }

  async remove({ id, revision }: GoldenQuestion): Promise<void> {
    await requestJson("DELETE", `${BASE}/${id}`, { revision });
  }

  async check(): Promise<void> {
    await requestJson("POST", `${BASE}/check`, {});
  }

  async publications(id: string, language: Language): Promise<Publication[]> {
    const path = `/api/editor/articles/${encodeURIComponent(id)}/${language}/publications`;
    return (await requestJson<{ publications: Publication[] }>("GET", path)).publications;
  }
}
