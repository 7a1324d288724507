import type { Plugin } from "vite";

/** Styles inside elements are plain strings to a minifier; this takes the white space and comments out of them. */
export function compactStyles(): Plugin {
  return {
    name: "warmline:compact-styles",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /\.ts$/, code: "css`" },
      handler(code) {
        return {
          code: code.replace(/\bcss`([^`]*)`/g, (_, sheet: string) => `css\`${compact(sheet)}\``),
          map: null,
        };
      },
    },
  };
}

function compact(sheet: string): string {
  return sheet
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};,])\s*/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}
