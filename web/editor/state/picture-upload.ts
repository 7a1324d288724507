import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import type { Picture } from "../../shared/editor-protocol";
import type { TeamApi } from "./team-api";

/** Bytes; the knowledge base takes no more. */
const LARGEST = 5 * 2 ** 20;

const TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"];

export const ACCEPTED = TYPES.join(",");

export type PictureProblem = "not_a_picture" | "too_large" | "too_many_pixels" | "offline" | "failed";

/** One picture on its way to the desk. */
export class PictureUpload extends Observable {
  /** The share that has been sent, from 0 to 1; null when nothing is under way. */
  progress: number | null = null;
  problem: PictureProblem | null;
  #aborting = new AbortController();

  constructor(
    readonly file: File,
    private readonly api: Pick<TeamApi, "upload">,
  ) {
    super();
    this.problem = !TYPES.includes(file.type) ? "not_a_picture" : file.size > LARGEST ? "too_large" : null;
  }

  /** Sends the picture; null if it was refused or given up. */
  async send(): Promise<Picture | null> {
    if (this.progress !== null) return null;
    this.problem = null;
    this.#progressed(0);
    const { signal } = (this.#aborting = new AbortController());
    try {
      return await this.api.upload(this.file, (share) => this.#progressed(share), signal);
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error);
      return null;
    } finally {
      this.#progressed(null);
    }
  }

  cancel(): void {
    this.#aborting.abort();
  }

  #progressed(share: number | null): void {
    this.progress = share;
    this.changed();
  }
}

/** The first picture among what was dropped or pasted. */
export function pictureIn(data: DataTransfer | null): File | null {
  return [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/")) ?? null;
}

/** The picture as Markdown shows it; the words may not end the brackets they stand in. */
export function pictureMarkdown(name: string, alt: string): string {
  return `![${alt
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[\\[\]]/g, "\\$&")}](picture:${name})`;
}

function problemOf(error: unknown): PictureProblem {
  if (!(error instanceof ApiError)) return "failed";
  if (error.status === 0) return "offline";
  const problem = String(error.details["problem"]);
  const known = ["not_a_picture", "too_large", "too_many_pixels"] as const;
  return known.find((one) => one === problem) ?? "failed";
}
