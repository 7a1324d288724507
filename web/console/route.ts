import type { SearchFilters } from "../shared/staff-protocol";

/** What the address asks to see. */
export type Route =
  | { page: "conversation"; id: string | null }
  | { page: "replies" }
  | { page: "live" }
  | { page: "search"; filters: SearchFilters };

const FILTERS = ["q", "order", "state", "reason", "agent", "language", "tag", "since", "until"] as const;

/** The route in an address's fragment: `#/replies`, `#/live`, `#/search?q=…`, or a conversation's id. */
export function routeOf(hash: string): Route {
  const path = hash.replace(/^#\/?/, "");
  if (path === "replies" || path === "live") return { page: path };
  if (/^search(\?|$)/.test(path)) return { page: "search", filters: filtersIn(path.slice("search".length)) };
  return { page: "conversation", id: decoded(path) || null };
}

/** The address of a search, so that it can be gone back to and passed on. */
export function searchAddress(filters: SearchFilters): string {
  const given = FILTERS.flatMap((name) => (filters[name] ? [[name, filters[name]]] : []));
  return `#/search${given.length > 0 ? `?${new URLSearchParams(given)}` : ""}`;
}

function filtersIn(query: string): SearchFilters {
  const given = new URLSearchParams(query);
  return Object.fromEntries(FILTERS.flatMap((name) => (given.get(name) ? [[name, given.get(name)]] : [])));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
