import { Observable } from "../../shared/observable";
import type { GapsApi } from "./gaps-api";
import type { Act, Gap, GapReport, HealthReport, QuestionGroup, Target } from "./protocol";

export const PERIODS = [7, 30, 90] as const;

type Loading = "loading" | "ready" | "failed";

/** What customers asked that nothing answered, and the articles that want a look. */
export class Gaps extends Observable {
  days = 30;
  status: Loading = "loading";
  healthStatus: Loading = "loading";
  report: GapReport | null = null;
  health: HealthReport | null = null;
  #asking: AbortController | null = null;

  constructor(
    private readonly api: GapsApi,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
  }

  /** Groups that more than one customer asked, the weightiest first. */
  get groups(): readonly QuestionGroup[] {
    return this.report?.groups.filter(({ count }) => count > 1) ?? [];
  }

  /** Questions asked once. */
  get singles(): readonly QuestionGroup[] {
    return this.report?.groups.filter(({ count }) => count === 1) ?? [];
  }

  /** Gaps that were acted on and want an editor again. */
  get back(): readonly Gap[] {
    return this.#gaps("returned", "reopened");
  }

  get open(): readonly Gap[] {
    return this.#gaps("open");
  }

  get settled(): readonly Gap[] {
    return this.#gaps("closed", "dismissed");
  }

  /** How many wait for an editor. */
  get waiting(): number {
    return this.groups.length + this.back.length;
  }

  choose(days: number): void {
    this.days = days;
    void this.load();
    if (this.health) void this.loadHealth();
  }

  async load(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.status = "loading";
    this.changed();
    try {
      const report = await this.api.report(this.days, asking.signal);
      if (asking.signal.aborted) return;
      this.report = report;
      this.status = "ready";
    } catch (error) {
      if (asking.signal.aborted) return;
      this.onError(error);
      this.status = "failed";
    }
    this.changed();
  }

  async loadHealth(): Promise<void> {
    const days = this.days;
    this.healthStatus = "loading";
    this.changed();
    try {
      const health = await this.api.health(days);
      if (days !== this.days) return;
      this.health = health;
      this.healthStatus = "ready";
    } catch (error) {
      this.onError(error);
      this.healthStatus = "failed";
    }
    this.changed();
  }

  /**
   * Acts on a group or a gap and loads the list anew, whoever was first.
   *
   * @throws ApiError when the act was refused.
   */
  async act(target: Target, act: Act): Promise<void> {
    try {
      await this.api.act(target, this.days, act);
    } catch (error) {
      this.onError(error);
      throw error;
    } finally {
      void this.load();
    }
  }

  #gaps(...statuses: Gap["status"][]): readonly Gap[] {
    return this.report?.gaps.filter(({ status }) => statuses.includes(status)) ?? [];
  }
}
