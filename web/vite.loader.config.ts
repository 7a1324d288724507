import { resolve } from "node:path";
import { defineConfig } from "vite";

/** The loader is a classic script under a stable name, so it is built apart from the pages. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    emptyOutDir: false,
    lib: {
      entry: resolve(import.meta.dirname, "widget/loader/main.ts"),
      formats: ["iife"],
      name: "WarmlineLoader",
      fileName: () => "widget.js",
    },
  },
});
