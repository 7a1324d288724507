import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { compactMarkup } from "./build/compact-markup.ts";
import { compactStyles } from "./build/compact-styles.ts";

/** Each application's source folder and the folder of `dist/` the desk serves it from. */
const APPLICATIONS: Record<string, string> = {
  widget: "widget",
  demo_shop: "demo",
  console: "agent",
  editor: "editor",
  reports: "reports",
};

const root = import.meta.dirname;
const present = Object.keys(APPLICATIONS).filter((folder) => existsSync(resolve(root, folder, "index.html")));

/** Puts each page where the desk looks for it, whatever its source folder is called. */
function pagesWhereServed(pages: string[]): Plugin {
  return {
    name: "warmline:pages-where-served",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const folder of pages) {
        const page = bundle[`${folder}/index.html`];
        if (page) page.fileName = `${APPLICATIONS[folder]}/index.html`;
      }
    },
  };
}

/**
 * The pages are built together and share chunks, except the widget (`--mode widget`): it is alone in its
 * frame, and what the others share must not cost it bytes.
 */
export default defineConfig(({ command, mode }) => {
  const alone = mode === "widget";
  const pages = command === "build" ? present.filter((folder) => (folder === "widget") === alone) : present;
  return {
    root,
    appType: "mpa",
    plugins: [compactStyles(), ...(alone ? [compactMarkup()] : []), pagesWhereServed(pages)],
    build: {
      emptyOutDir: !alone,
      // A data: address would need a hole in the content security policy.
      assetsInlineLimit: 0,
      manifest: alone ? ".vite/widget.json" : false,
      // Every page loads its few chunks at once; preloading them would cost more bytes than it saves.
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(pages.map((folder) => [folder, resolve(root, folder, "index.html")])),
      },
    },
    server: {
      proxy: Object.fromEntries(
        ["/api", "/help", "/demo/identity"].map((path) => [
          path,
          { target: "http://127.0.0.1:8080", ws: true },
        ]),
      ),
    },
    test: {
      environment: "jsdom",
      include: ["**/*.test.ts"],
      restoreMocks: true,
    },
  };
});
