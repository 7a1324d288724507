import { requestJson, type Method } from "../../shared/http";
import type { Language } from "../../shared/protocol";
import type {
  Article,
  ArticleContent,
  ArticleListing,
  ArticleStatus,
  ArticleVersion,
} from "../../shared/editor-protocol";
import type { Explanation, Released, TrialAnswer } from "../golden/protocol";
import { HttpTeamApi, type TeamApi } from "./team-api";

export interface Filters {
  query: string;
  status: ArticleStatus | "";
  category: string;
  /** `due` leaves only the articles past their review date. */
  review: "due" | "";
}

export interface NewArticle {
  id: string;
  category: string;
  language: Language;
  content: ArticleContent;
}

/** What the editor asks of the desk; tests give their own. */
export interface EditorApi extends TeamApi {
  list(filters: Filters, signal?: AbortSignal): Promise<ArticleListing[]>;
  create(article: NewArticle): Promise<void>;
  article(id: string): Promise<Article>;
  save(id: string, language: Language, revision: number, content: ArticleContent): Promise<Article>;
  publish(id: string, language: Language, revision: number, override?: string): Promise<Released>;
  archive(id: string, language: Language, override?: string): Promise<Released>;
  rollBack(id: string, language: Language, version: number | null): Promise<Released>;
  versions(id: string, language: Language): Promise<ArticleVersion[]>;
  restore(id: string, language: Language, version: number): Promise<Article>;
  preview(body: string, language: Language, signal?: AbortSignal): Promise<string>;
  search(query: string, language: Language, signal?: AbortSignal): Promise<Explanation>;
  tryDraft(query: string, language: Language, draft: TriedDraft, signal?: AbortSignal): Promise<TrialAnswer>;
}

/** Text that is not public yet, as a question is tried on it. */
export interface TriedDraft {
  id: string;
  language: Language;
  content: ArticleContent;
}

const BASE = "/api/editor/articles";

/** The desk itself, which passes these calls on to the knowledge base. */
export class HttpEditorApi extends HttpTeamApi implements EditorApi {
  async list({ query, status, category, review }: Filters, signal?: AbortSignal): Promise<ArticleListing[]> {
    const asked = new URLSearchParams({ query, status, category, review });
    const path = `${BASE}?${asked.toString()}`;
    return (await requestJson<{ articles: ArticleListing[] }>("GET", path, undefined, signal)).articles;
  }

  async create({ id, category, language, content }: NewArticle): Promise<void> {
    await requestJson("POST", BASE, { id, category, languages: { [language]: content } });
  }

  article(id: string): Promise<Article> {
    return articleOf("GET", `${BASE}/${encodeURIComponent(id)}`);
  }

  save(id: string, language: Language, revision: number, content: ArticleContent): Promise<Article> {
    return articleOf("PUT", pathOf(id, language), { revision, content });
  }

  publish(id: string, language: Language, revision: number, override?: string): Promise<Released> {
    return requestJson("POST", `${pathOf(id, language)}/publish`, { revision, override });
  }

  archive(id: string, language: Language, override?: string): Promise<Released> {
    return requestJson("POST", `${pathOf(id, language)}/archive`, { override });
  }

  rollBack(id: string, language: Language, version: number | null): Promise<Released> {
    return requestJson("POST", `${pathOf(id, language)}/rollback`, { version });
  }

  async versions(id: string, language: Language): Promise<ArticleVersion[]> {
    const path = `${pathOf(id, language)}/versions`;
    return (await requestJson<{ versions: ArticleVersion[] }>("GET", path)).versions;
  }

  restore(id: string, language: Language, version: number): Promise<Article> {
    return articleOf("POST", `${pathOf(id, language)}/restore`, { version });
  }

  async preview(body: string, language: Language, signal?: AbortSignal): Promise<string> {
    const asked = { body, language };
    return (await requestJson<{ html: string }>("POST", "/api/editor/preview", asked, signal)).html;
  }

  search(query: string, language: Language, signal?: AbortSignal): Promise<Explanation> {
    return requestJson("POST", "/api/editor/search", { query, language, explain: true }, signal);
  }

  tryDraft(query: string, language: Language, draft: TriedDraft, signal?: AbortSignal): Promise<TrialAnswer> {
    const { id, language: article_language, content } = draft;
    const asked = { query, language, article_id: id, article_language, content };
    return requestJson("POST", "/api/editor/try", asked, signal);
  }
}

function pathOf(id: string, language: Language): string {
  return `${BASE}/${encodeURIComponent(id)}/${language}`;
}

async function articleOf(method: Method, path: string, body?: object): Promise<Article> {
  return (await requestJson<{ article: Article }>(method, path, body)).article;
}
