/** Holds the widget to its budget: all that one customer's phone can come to fetch, in the longest language. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

const LOADER_LIMIT = 4 * 1024;
const TOTAL_LIMIT = 30 * 1024;

interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
  imports?: string[];
  dynamicImports?: string[];
}

const dist = resolve(import.meta.dirname, "../dist");
const manifest = JSON.parse(readFileSync(resolve(dist, ".vite/widget.json"), "utf8")) as Record<
  string,
  Chunk
>;

function gzipped(file: string): number {
  return gzipSync(readFileSync(resolve(dist, file)), { level: 9 }).length;
}

/** Every file that a page can come to load. */
function filesOf(entry: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[entry];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const file of [...(chunk.css ?? []), ...(chunk.assets ?? [])]) found.add(file);
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(next, found);
  return found;
}

const loader = gzipped("widget.js");
const files = [...filesOf("widget/index.html")];
const catalogues = files.filter((file) => file.endsWith(".json"));
let total = loader + gzipped("widget/index.html") + Math.max(...catalogues.map(gzipped));
for (const file of files) if (!catalogues.includes(file)) total += gzipped(file);

function report(name: string, size: number, limit: number): boolean {
  const kept = size <= limit;
  console.log(`${kept ? "ok  " : "OVER"} ${name}: ${size} of ${limit} bytes, gzipped`);
  return kept;
}

const kept = [report("loader", loader, LOADER_LIMIT), report("loader and widget", total, TOTAL_LIMIT)];
process.exitCode = kept.every(Boolean) ? 0 : 1;
