import { requestJson } from "../../shared/http";
import type { Act, GapReport, HealthReport, Target } from "./protocol";

/** What the page of gaps asks of the desk; tests give their own. */
export interface GapsApi {
  report(days: number, signal?: AbortSignal): Promise<GapReport>;
  health(days: number, signal?: AbortSignal): Promise<HealthReport>;
  act(target: Target, days: number, act: Act): Promise<void>;
}

const BASE = "/api/editor/gaps";

/** The desk itself, which passes these calls on to the knowledge base. */
export class HttpGapsApi implements GapsApi {
  report(days: number, signal?: AbortSignal): Promise<GapReport> {
    return requestJson("GET", `${BASE}?days=${days}`, undefined, signal);
  }

  health(days: number, signal?: AbortSignal): Promise<HealthReport> {
    return requestJson("GET", `${BASE}/health?days=${days}`, undefined, signal);
  }

  async act(target: Target, days: number, act: Act): Promise<void> {
    if ("revision" in target)
      await requestJson("POST", `${BASE}/${target.id}`, { revision: target.revision, ...act });
    else await requestJson("POST", BASE, { question_id: target.question_id, days, ...act });
  }
}
