import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Language } from "./protocol";

/** A sentence, or its forms by the plural category of `count`. */
export type Phrase = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, Phrase>;
export type Parameters = Record<string, string | number>;

/** Whatever is no Polish is shown in English. */
export function languageOf(tag: string | null | undefined): Language {
  return tag?.toLowerCase().startsWith("pl") ? "pl" : "en";
}

/**
 * The sentences of one application in the language of the moment.
 *
 * @example
 * const i18n = new I18n({ pl, en }, "pl");
 * i18n.t("minutes", { count: 3 }); // "3 minuty"
 */
export class I18n<Key extends string> {
  #language: Language;
  #plurals: Intl.PluralRules;
  readonly #listeners = new Set<() => void>();

  /** Catalogues may come later, by `learn`; a language without one shows its keys. */
  constructor(
    private readonly catalogues: Partial<Record<Language, Record<Key, Phrase>>>,
    language: Language,
  ) {
    this.#language = language;
    this.#plurals = new Intl.PluralRules(language);
  }

  get language(): Language {
    return this.#language;
  }

  knows(language: Language): boolean {
    return language in this.catalogues;
  }

  learn(language: Language, catalogue: Record<Key, Phrase>): void {
    this.catalogues[language] = catalogue;
  }

  /** Changes the language of everything that is on the screen. */
  setLocale(language: Language): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#plurals = new Intl.PluralRules(language);
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after each change of language; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The sentence for `key`, with `{name}` filled from `parameters`; `count` chooses the plural form. */
  t(key: Key, parameters: Parameters = {}): string {
    const phrase = this.catalogues[this.#language]?.[key];
    const sentence =
      typeof phrase === "string" ? phrase : phrase?.[this.#plurals.select(Number(parameters["count"]))];
    return (sentence ?? key).replace(/\{(\w+)\}/g, (_, name: string) => this.#shown(parameters[name]));
  }

  #shown(value: string | number | undefined): string {
    return typeof value === "number" ? value.toLocaleString(this.#language) : (value ?? "");
  }
}

/** Renders its element again when the language changes. */
export class LocaleController implements ReactiveController {
  #stop: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly i18n: I18n<string>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = this.i18n.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
  }
}
