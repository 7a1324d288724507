import { ApiError } from "../../shared/http";
import { Observable } from "../../shared/observable";
import type { Callback, Staff } from "../../shared/staff-protocol";
import type { AgentApi, CallbackAct } from "./agent-api";

export type CallbackProblem =
  { code: "taken"; owner: string } | { code: "settled" | "not_taken" | "offline" | "failed" };

/** Customers who are to be called or written to, the oldest first, as the desk gives them. */
export class Callbacks extends Observable {
  open: readonly Callback[] = [];
  /** The one on which an act is under way. */
  changing: string | null = null;
  problem: (CallbackProblem & { id: string }) | null = null;

  constructor(
    private readonly staff: Staff,
    private readonly api: Pick<AgentApi, "changeCallback">,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  take(open: readonly Callback[]): void {
    this.open = open;
    if (this.problem && !open.some(({ id }) => id === this.problem?.id)) this.problem = null;
    this.changed();
  }

  isMine(callback: Callback): boolean {
    return callback.taken_by?.id === this.staff.id;
  }

  /** Agents put back their own; supervisors also what somebody has left behind. */
  mayRelease(callback: Callback): boolean {
    const supervises = this.staff.roles.some((role) => role === "supervisor" || role === "admin");
    return this.isMine(callback) || (callback.taken_by !== null && supervises);
  }

  /** Does something with a call-back; false if the desk refuses, and `problem` says why. */
  async act(id: string, act: CallbackAct, note = ""): Promise<boolean> {
    if (this.changing) return false;
    this.changing = id;
    this.problem = null;
    this.changed();
    try {
      this.#follow(await this.api.changeCallback(id, act, note));
    } catch (error) {
      this.onError(error);
      this.problem = { id, ...problemOf(error) };
    }
    this.changing = null;
    this.changed();
    return this.problem === null;
  }

  #follow(changed: Callback): void {
    this.open = this.open
      .map((callback) => (callback.id === changed.id ? changed : callback))
      .filter(({ state }) => state === "open");
  }
}

function problemOf(error: unknown): CallbackProblem {
  if (!(error instanceof ApiError)) return { code: "failed" };
  switch (error.code) {
    case "already_taken":
      return { code: "taken", owner: String(error.details["owner"] ?? "") };
    case "already_settled":
    case "not_found":
      return { code: "settled" };
    case "not_taken":
      return { code: "not_taken" };
    case "offline":
      return { code: "offline" };
    default:
      return { code: "failed" };
  }
}
