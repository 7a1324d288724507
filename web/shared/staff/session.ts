import { ApiError, requestJson } from "../http";
import { Observable } from "../observable";
import type { Role, Staff } from "../staff-protocol";

export type SessionStatus = "loading" | "unreachable" | "signed_out" | "signed_in";

/** Why a sign-in did not work, in terms a form can word. */
export type SignInProblem =
  { code: "wrong" } | { code: "locked"; minutes: number | null } | { code: "offline" } | { code: "failed" };

/** Who sits at this browser. The desk's cookie is the session; this only knows what the desk says of it. */
export class StaffSession extends Observable {
  status: SessionStatus = "loading";
  staff: Staff | null = null;
  problem: SignInProblem | null = null;
  /** Whether there was a session and the desk no longer knows it. */
  expired = false;
  busy = false;

  /** Asks the desk who is signed in. */
  async load(): Promise<void> {
    try {
      const { staff } = await requestJson<{ staff: Staff }>("GET", "/api/staff/me");
      this.#enter(staff);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.#leave(this.status === "signed_in");
      else if (this.status === "loading") this.status = "unreachable";
    }
    this.changed();
  }

  async signIn(email: string, password: string): Promise<void> {
    this.busy = true;
    this.problem = null;
    this.changed();
    try {
      const { staff } = await requestJson<{ staff: Staff }>("POST", "/api/staff/sign-in", {
        email,
        password,
      });
      this.#enter(staff);
    } catch (error) {
      this.problem = problemOf(error);
    }
    this.busy = false;
    this.changed();
  }

  /** Ends the session here, or all of this person's sessions. */
  async signOut(where: "here" | "everywhere" = "here"): Promise<void> {
    try {
      await requestJson("POST", where === "here" ? "/api/staff/sign-out" : "/api/staff/sign-out-everywhere");
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) {
        this.problem = { code: "offline" };
        return this.changed();
      }
    }
    this.#leave(false);
    this.changed();
  }

  /** Looks at an error on its way to a view: one that says the session is over ends it here too. */
  noticed(error: unknown): void {
    if (!(error instanceof ApiError) || error.status !== 401 || this.status !== "signed_in") return;
    this.#leave(true);
    this.changed();
  }

  may(role: Role): boolean {
    return this.staff?.roles.some((given) => given === role || given === "admin") ?? false;
  }

  #enter(staff: Staff): void {
    this.status = "signed_in";
    this.staff = staff;
    this.expired = false;
    this.problem = null;
  }

  #leave(expired: boolean): void {
    this.status = "signed_out";
    this.staff = null;
    this.expired = expired;
  }
}

function problemOf(error: unknown): SignInProblem {
  if (!(error instanceof ApiError)) return { code: "failed" };
  if (error.status === 0) return { code: "offline" };
  if (error.status === 429) {
    const seconds = error.retryAfter;
    return { code: "locked", minutes: seconds === null ? null : Math.max(1, Math.ceil(seconds / 60)) };
  }
  return { code: [400, 401, 403].includes(error.status) ? "wrong" : "failed" };
}
