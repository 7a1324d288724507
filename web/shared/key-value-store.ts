/** What is remembered between visits. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** All keys that begin with `prefix`, in no particular order. */
  keys(prefix: string): string[];
}

/** Remembers until the page goes; for tests, and where the browser forbids more. */
export class MemoryStore implements KeyValueStore {
  readonly #values = new Map<string, string>();

  get(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  set(key: string, value: string): void {
    this.#values.set(key, value);
  }

  remove(key: string): void {
    this.#values.delete(key);
  }

  keys(prefix: string): string[] {
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix));
  }
}

/** The browser's local storage; a full or forbidden one is backed by memory, never by an exception. */
export class LocalStore implements KeyValueStore {
  readonly #spare = new MemoryStore();

  get(key: string): string | null {
    return this.#spare.get(key) ?? attempt(() => localStorage.getItem(key), null);
  }

  set(key: string, value: string): void {
    const kept = attempt(() => (localStorage.setItem(key, value), true), false);
    if (kept) this.#spare.remove(key);
    else this.#spare.set(key, value);
  }

  remove(key: string): void {
    this.#spare.remove(key);
    attempt(() => localStorage.removeItem(key), undefined);
  }

  keys(prefix: string): string[] {
    const stored = attempt(() => Object.keys(localStorage), []).filter((key) => key.startsWith(prefix));
    return [...new Set([...stored, ...this.#spare.keys(prefix)])];
  }
}

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
