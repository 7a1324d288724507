import { ApiError } from "../../shared/http";

export type EditionProblem =
  "offline" | "unavailable" | "invalid" | "outdated" | "nothing_before" | "published_meanwhile" | "failed";

/** The content breaks a rule of the knowledge base; the fields say which. */
export class InvalidContent extends Error {}

export function problemOf(error: unknown): EditionProblem {
  if (error instanceof InvalidContent) return "invalid";
  if (!(error instanceof ApiError)) return "failed";
  if (error.status === 0) return "offline";
  if (error.status === 503) return "unavailable";
  if (error.code === "not_in_review") return "outdated";
  if (error.code === "nothing_before" || error.code === "published_meanwhile") return error.code;
  return error.status === 400 ? "invalid" : "failed";
}

/** Whether the same may work in a moment. */
export function passes(problem: EditionProblem | null): boolean {
  return problem === "offline" || problem === "unavailable";
}
