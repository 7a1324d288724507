import { ApiError, requestJson } from "../../shared/http";
import type { ErrorBody, Language } from "../../shared/protocol";
import type {
  Article,
  ArticleContent,
  ArticleLinks,
  FieldChange,
  Picture,
  PresenceAnswer,
  ReviewNote,
} from "../../shared/editor-protocol";

/** A state of an article that can be compared: a public version by its number, or a text as it was typed. */
export type ComparedState = "draft" | "published" | number | ArticleContent;

/** What editors ask of the desk for working together; tests give their own. */
export interface TeamApi {
  askReview(id: string, language: Language, revision: number, note: string): Promise<Article>;
  sendBack(id: string, language: Language, revision: number, note: string): Promise<Article>;
  reviews(id: string, language: Language): Promise<ReviewNote[]>;
  compare(id: string, language: Language, from: ComparedState, to: ComparedState): Promise<FieldChange[]>;
  links(id: string, language: Language): Promise<ArticleLinks>;
  stay(id: string, page: string): Promise<PresenceAnswer>;
  leave(id: string, page: string): void;
  /** Uploads a picture; `onProgress` gets the share that has been sent, from 0 to 1. */
  upload(picture: Blob, onProgress: (share: number) => void, signal: AbortSignal): Promise<Picture>;
}

const BASE = "/api/editor/articles";

/** The desk itself, which passes these calls on to the knowledge base. */
export class HttpTeamApi implements TeamApi {
  async askReview(id: string, language: Language, revision: number, note: string): Promise<Article> {
    const path = `${pathOf(id, language)}/review`;
    return (await requestJson<{ article: Article }>("POST", path, { revision, note })).article;
  }

  async sendBack(id: string, language: Language, revision: number, note: string): Promise<Article> {
    const path = `${pathOf(id, language)}/send-back`;
    return (await requestJson<{ article: Article }>("POST", path, { revision, note })).article;
  }

  async reviews(id: string, language: Language): Promise<ReviewNote[]> {
    return (await requestJson<{ reviews: ReviewNote[] }>("GET", `${pathOf(id, language)}/reviews`)).reviews;
  }

  async compare(
    id: string,
    language: Language,
    from: ComparedState,
    to: ComparedState,
  ): Promise<FieldChange[]> {
    const path = `${pathOf(id, language)}/compare`;
    return (await requestJson<{ changes: FieldChange[] }>("POST", path, { from, to })).changes;
  }

  async links(id: string, language: Language): Promise<ArticleLinks> {
    return (await requestJson<{ links: ArticleLinks }>("GET", `${pathOf(id, language)}/links`)).links;
  }

  stay(id: string, page: string): Promise<PresenceAnswer> {
    return requestJson("PUT", presencePath(id, page), {});
  }

  /** Says so even while the page goes away; whoever is not heard of is forgotten anyway. */
  leave(id: string, page: string): void {
    const headers = { "X-Warmline": "1" };
    const init = { method: "DELETE", headers, credentials: "same-origin", keepalive: true } as const;
    fetch(presencePath(id, page), init).catch(() => undefined);
  }

  /** Only XMLHttpRequest tells how much has been sent. */
  upload(picture: Blob, onProgress: (share: number) => void, signal: AbortSignal): Promise<Picture> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/api/editor/pictures");
      request.setRequestHeader("X-Warmline", "1");
      request.responseType = "json";
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.onerror = () => reject(new ApiError(0, "offline", "The desk cannot be reached."));
      request.onabort = () => reject(signal.reason as Error);
      request.onload = () => {
        const answer = request.response as { picture?: Picture; error?: ErrorBody } | null;
        if (answer?.picture) return resolve(answer.picture);
        const { code, message, details } = answer?.error ?? {};
        reject(new ApiError(request.status, code ?? `http_${request.status}`, message ?? "", details ?? {}));
      };
      signal.addEventListener("abort", () => request.abort());
      request.send(picture);
    });
  }
}

function pathOf(id: string, language: Language): string {
  return `${BASE}/${encodeURIComponent(id)}/${language}`;
}

function presencePath(id: string, page: string): string {
  return `${BASE}/${encodeURIComponent(id)}/presence/${page}`;
}
