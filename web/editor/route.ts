import { languageOf } from "../shared/i18n";
import type { Language } from "../shared/protocol";

/** Where in the editor one is: the list, one article in one language, the gaps, the golden questions, or the categories. */
export type Route =
  | { page: "library" }
  | { page: "article"; id: string; language: Language }
  | { page: "gaps"; tab: "questions" | "health" }
  | { page: "golden" }
  | { page: "categories" };

export const GAPS_ADDRESS = "#/gaps";
export const HEALTH_ADDRESS = "#/gaps/health";
export const GOLDEN_ADDRESS = "#/golden";
export const CATEGORIES_ADDRESS = "#/categories";

export function routeOf(hash: string): Route {
  const [page, id, language] = hash.replace(/^#\/?/, "").split("/");
  if (page === "golden" || page === "categories") return { page };
  if (page === "gaps") return { page, tab: id === "health" ? "health" : "questions" };
  if (page !== "articles" || !id) return { page: "library" };
  return { page: "article", id: decodeURIComponent(id), language: languageOf(language ?? "pl") };
}

export function addressOf(id: string, language: Language): string {
  return `#/articles/${encodeURIComponent(id)}/${language}`;
}
