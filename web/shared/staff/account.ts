import { ApiError, requestJson } from "../http";
import { Observable } from "../observable";
import type { StaffSession } from "./session";

/** A browser in which this person is signed in. */
export interface OpenSession {
  created_at: string;
  expires_at: string;
  here: boolean;
}

/** What came of a change of the password, in terms a form can word; `current` and `next` name the field. */
export type PasswordOutcome =
  | { code: "changed" }
  | { code: "current_missing" | "password_wrong"; field: "current" }
  | { code: "password_short" | "password_same"; field: "next" }
  | { code: "locked"; minutes: number | null }
  | { code: "offline" }
  | { code: "failed" };

export const SHORTEST_PASSWORD = 12;

/** One's own account at the desk. */
export class Account extends Observable {
  sessions: OpenSession[] = [];
  outcome: PasswordOutcome | null = null;
  busy = false;

  constructor(private readonly session: StaffSession) {
    super();
  }

  /** Asks the desk where this person is signed in, and forgets what was said before. */
  async load(): Promise<void> {
    this.outcome = null;
    try {
      const answer = await requestJson<{ sessions: OpenSession[] }>("GET", "/api/staff/sessions");
      this.sessions = answer.sessions;
    } catch (error) {
      this.#refused(error);
    }
    this.changed();
  }

  async changePassword(current: string, next: string): Promise<void> {
    this.outcome = problemBefore(current, next);
    if (this.outcome) return this.changed();
    this.busy = true;
    this.changed();
    try {
      await requestJson("POST", "/api/staff/password", { current, new: next });
      await this.load();
      this.outcome = { code: "changed" };
    } catch (error) {
      this.#refused(error);
    }
    this.busy = false;
    this.changed();
  }

  #refused(error: unknown): void {
    this.session.noticed(error);
    this.outcome = outcomeOf(error);
  }
}

function problemBefore(current: string, next: string): PasswordOutcome | null {
  if (!current) return { code: "current_missing", field: "current" };
  if ([...next].length < SHORTEST_PASSWORD) return { code: "password_short", field: "next" };
  return next === current ? { code: "password_same", field: "next" } : null;
}

function outcomeOf(error: unknown): PasswordOutcome {
  if (!(error instanceof ApiError)) return { code: "failed" };
  if (error.status === 0) return { code: "offline" };
  if (error.code === "wrong_password") return { code: "password_wrong", field: "current" };
  if (error.status !== 429) return { code: "failed" };
  const seconds = error.retryAfter;
  return { code: "locked", minutes: seconds === null ? null : Math.max(1, Math.ceil(seconds / 60)) };
}
