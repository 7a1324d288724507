import { requestJson } from "../../shared/http";
import type { Language } from "../../shared/protocol";

export type Names = Record<Language, string>;

/** What articles belong to. */
export interface Category {
  id: string;
  /** The lowest stands first in the help centre. */
  position: number;
  /** Empty where nobody has named it; then its revision is 0. */
  names: Partial<Names>;
  revision: number;
  /** How many articles have it, published or not. */
  articles: number;
}

/** The categories, as the desk passes them on; every change answers with all of them. */
export interface CategoriesApi {
  list(): Promise<Category[]>;
  save(id: string, names: Names, position: number, revision: number): Promise<Category[]>;
  arrange(order: readonly Category[]): Promise<Category[]>;
  remove(category: Category): Promise<Category[]>;
}

const BASE = "/api/editor/categories";

export class HttpCategoriesApi implements CategoriesApi {
  list(): Promise<Category[]> {
    return ask("GET", BASE);
  }

  save(id: string, names: Names, position: number, revision: number): Promise<Category[]> {
    return ask("PUT", `${BASE}/${encodeURIComponent(id)}`, { names, position, revision });
  }

  arrange(order: readonly Category[]): Promise<Category[]> {
    return ask("POST", `${BASE}/order`, { order: order.map(({ id, revision }) => ({ id, revision })) });
  }

  remove({ id, revision }: Category): Promise<Category[]> {
    return ask("DELETE", `${BASE}/${encodeURIComponent(id)}`, { revision });
  }
}

async function ask(...call: Parameters<typeof requestJson>): Promise<Category[]> {
  return (await requestJson<{ categories: Category[] }>(...call)).categories;
}
