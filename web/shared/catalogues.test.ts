import { describe, expect, it } from "vitest";
import type { Catalogue } from "./i18n";

/** Every application's catalogues, found where they lie, so that a new one is held to this too. */
const FILES = import.meta.glob<Catalogue>("../**/locales/*.json", { eager: true, import: "default" });
const FOLDERS = [...new Set(Object.keys(FILES).map((path) => path.replace(/[^/]+$/, "")))];
const FORMS = { pl: ["one", "few", "many", "other"], en: ["one", "other"] } as const;

function placeholders(phrase: Catalogue[string]): string[] {
  const texts = typeof phrase === "string" ? [phrase] : Object.values(phrase);
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
}

it("finds the catalogues", () => {
  expect(FOLDERS).toEqual(expect.arrayContaining(["../widget/locales/", "../demo_shop/locales/"]));
});

describe.each(FOLDERS)("catalogues in %s", (folder) => {
  const pl = FILES[`${folder}pl.json`]!;
  const en = FILES[`${folder}en.json`]!;

  it("have the same keys", () => {
    expect(Object.keys(pl).sort()).toEqual(Object.keys(en).sort());
  });

  it("agree on which sentences have plural forms, and on what is filled in", () => {
    const shape = (catalogue: Catalogue) =>
      Object.fromEntries(
        Object.entries(catalogue).map(([key, phrase]) => [key, [typeof phrase, ...placeholders(phrase)]]),
      );
    expect(shape(pl)).toEqual(shape(en));
  });

  it.each(["pl", "en"] as const)("have every plural form of %s, and no empty sentence", (language) => {
    for (const [key, phrase] of Object.entries(language === "pl" ? pl : en)) {
      if (typeof phrase === "string") expect(phrase, key).not.toBe("");
      else expect(Object.keys(phrase).sort(), key).toEqual([...FORMS[language]].sort());
    }
  });
});
