/** Holds the widget to its budget: what a customer's phone must fetch before the first word. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

const LOADER_LIMIT = 4 * 1024;
const TOTAL_LIMIT = 30 * 1024;

interface Chunk {
  file: string;
  css?: string[];
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
  for (const sheet of chunk.css ?? []) found.add(sheet);
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(next, found);
  return found;
}

const loader = gzipped("widget.js");
let total = loader + gzipped("widget/index.html");
for (const file of filesOf("widget/index.html")) total += gzipped(file);

function report(name: string, size: number, limit: number): boolean {
  const kept = size <= limit;
  console.log(`${kept ? "ok  " : "OVER"} ${name}: ${size} of ${limit} bytes, gzipped`);
  return kept;
}

const kept = [report("loader", loader, LOADER_LIMIT), report("loader and widget", total, TOTAL_LIMIT)];
process.exitCode = kept.every(Boolean) ? 0 : 1;
