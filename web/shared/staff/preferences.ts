import { languageOf } from "../i18n";
import type { KeyValueStore } from "../key-value-store";
import { Observable } from "../observable";
import type { Language } from "../protocol";

export type ColorScheme = "auto" | "light" | "dark";

export const COLOR_SCHEMES: readonly ColorScheme[] = ["auto", "light", "dark"];

const LANGUAGE_KEY = "warmline.staff.language";
const SCHEME_KEY = "warmline.staff.color-scheme";

/** What a page needs of a catalogue to change its language. */
interface Localised {
  setLocale(language: Language): void;
}

/** The language and the colours of the staff's pages, as chosen in this browser. */
export class Preferences extends Observable {
  #language: Language;
  #colorScheme: ColorScheme;

  constructor(
    private readonly store: KeyValueStore,
    private readonly catalogues: readonly Localised[],
    private readonly root: HTMLElement = document.documentElement,
  ) {
    super();
    this.#language = languageOf(store.get(LANGUAGE_KEY) ?? navigator.language);
    const scheme = store.get(SCHEME_KEY);
    this.#colorScheme = COLOR_SCHEMES.find((known) => known === scheme) ?? "auto";
    this.#apply();
  }

  get language(): Language {
    return this.#language;
  }

  set language(language: Language) {
    this.#language = language;
    this.store.set(LANGUAGE_KEY, language);
    this.#apply();
  }

  get colorScheme(): ColorScheme {
    return this.#colorScheme;
  }

  set colorScheme(scheme: ColorScheme) {
    this.#colorScheme = scheme;
    this.store.set(SCHEME_KEY, scheme);
    this.#apply();
  }

  #apply(): void {
    this.root.lang = this.#language;
    if (this.#colorScheme === "auto") delete this.root.dataset["colorScheme"];
    else this.root.dataset["colorScheme"] = this.#colorScheme;
    for (const catalogue of this.catalogues) catalogue.setLocale(this.#language);
    this.changed();
  }
}
