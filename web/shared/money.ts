import type { Language } from "./protocol";

/** An amount as people here write it, sign last: `129,90 zł` in Polish, `129.90 zł` in English. */
export function money(amount: number | string, currency: string, language: Language): string {
  const [number, sign] = [language, "pl"].map((locale) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    }).formatToParts(Number(amount)),
  );
  const written = number!.filter(({ type }) => type !== "currency" && type !== "literal");
  const symbol = sign!.find(({ type }) => type === "currency");
  return `${written.map(({ value }) => value).join("")}\u00a0${symbol?.value ?? currency}`;
}
