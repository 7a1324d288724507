import type { Plugin } from "vite";

/** Templates are plain strings to a minifier; this leaves one blank of a line's end and the indentation after it. */
export function compactMarkup(): Plugin {
  return {
    name: "warmline:compact-markup",
    apply: "build",
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === "chunk") chunk.code = chunk.code.replace(/\n {2,}/g, " ");
    },
  };
}
