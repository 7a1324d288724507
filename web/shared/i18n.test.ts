import { describe, expect, it, vi } from "vitest";
import { I18n, languageOf } from "./i18n";

function i18nFactory(): I18n<"hello" | "minutes"> {
  return new I18n(
    {
      pl: {
        hello: "Cześć, {name}",
        minutes: {
          one: "{count} minuta",
          few: "{count} minuty",
          many: "{count} minut",
          other: "{count} minuty",
        },
      },
      en: { hello: "Hello, {name}", minutes: { one: "{count} minute", other: "{count} minutes" } },
    },
    "pl",
  );
}

describe("I18n", () => {
  it.each([
    [1, "1 minuta"],
    [2, "2 minuty"],
    [4, "4 minuty"],
    [5, "5 minut"],
    [11, "11 minut"],
    [12, "12 minut"],
    [21, "21 minut"],
    [22, "22 minuty"],
    [112, "112 minut"],
    [0, "0 minut"],
    [1.5, "1,5 minuty"],
  ])("counts in Polish: %d", (count, sentence) => {
    expect(i18nFactory().t("minutes", { count })).toBe(sentence);
  });

  it("changes its language while running and says so", () => {
    const i18n = i18nFactory();
    const listener = vi.fn();
    const stop = i18n.subscribe(listener);
    i18n.setLocale("en");
    i18n.setLocale("en");
    expect(i18n.t("minutes", { count: 1 })).toBe("1 minute");
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    i18n.setLocale("pl");
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("does not read placeholders out of what is filled in", () => {
    expect(i18nFactory().t("hello", { name: "{count}" })).toBe("Cześć, {count}");
  });
});

describe("languageOf", () => {
  it.each([
    ["pl-PL", "pl"],
    ["PL", "pl"],
    ["de", "en"],
    [null, "en"],
  ])("%s is shown in %s", (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});
