import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SHEETS = ["shared/tokens.css", "demo_shop/shop.css"];

/** Text on its ground; WCAG 2.2 AA asks 4.5 to 1 of each. */
const TEXT_PAIRS = [
  ["ink", "canvas"],
  ["ink", "surface"],
  ["ink", "raised"],
  ["ink", "sunken"],
  ["ink-soft", "canvas"],
  ["ink-soft", "surface"],
  ["ink-soft", "raised"],
  ["ink-soft", "sunken"],
  ["accent", "surface"],
  ["accent", "raised"],
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
  ["accent-soft-ink", "accent-soft"],
  ["own-ink", "own"],
  ["person", "raised"],
  ["person-ink", "person"],
  ["person-soft-ink", "person-soft"],
  ["success", "success-soft"],
  ["warning", "warning-soft"],
  ["danger", "danger-soft"],
  ["danger", "raised"],
  ["info", "info-soft"],
];

/** Edges of controls and the focus ring; 3 to 1. */
const EDGE_PAIRS = [
  ["line-strong", "surface"],
  ["line-strong", "raised"],
  ["focus", "surface"],
  ["focus", "raised"],
];

function tokensOf(sheets: string[]): Map<string, [light: string, dark: string]> {
  const tokens = new Map<string, [string, string]>();
  for (const sheet of sheets) {
    const text = readFileSync(resolve(import.meta.dirname, "..", sheet), "utf8");
    for (const [, name, light, dark] of text.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g))
      tokens.set(name!, [light!, dark!]);
  }
  return tokens;
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each([[SHEETS.slice(0, 1)], [SHEETS]])("colours of %s", (sheets) => {
  const tokens = tokensOf(sheets);

  it.each([0, 1])("keep WCAG AA in scheme %i", (scheme) => {
    const short = [...TEXT_PAIRS.map((pair) => [pair, 4.5]), ...EDGE_PAIRS.map((pair) => [pair, 3])]
      .map(([pair, least]) => {
        const [front, ground] = pair as [string, string];
        const ratio = contrast(tokens.get(front)![scheme]!, tokens.get(ground)![scheme]!);
        return { pair: `${front} on ${ground}`, ratio, least: least as number };
      })
      .filter(({ ratio, least }) => ratio < least);
    expect(short).toEqual([]);
  });
});
