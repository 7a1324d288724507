import { ApiError, requestJson } from "../../shared/http";
import type { KeyValueStore } from "../../shared/key-value-store";
import type { Language, SessionAnswer } from "../../shared/protocol";

export const TOKEN_KEY = "warmline.token";

/** Who the visitor is to the desk: a token kept in this browser, and the shop's signed word if there is one. */
export class VisitorSession {
  #identity: string | null = null;
  #pending: Promise<string> | null = null;
  #confirmed = false;

  constructor(
    private readonly store: KeyValueStore,
    private readonly onIdentityRefused: (error: ApiError) => void,
  ) {}

  get token(): string | null {
    return this.store.get(TOKEN_KEY);
  }

  /** Takes the shop's signed identity; the desk hears it at the next `open`. */
  identify(identity: string | null): void {
    this.#identity = identity;
    this.#renew();
  }

  /** The visitor's token; asks the desk for one if there is none, or if there is news of who this is. */
  open(language: Language): Promise<string> {
    const token = this.token;
    if (token && (this.#confirmed || !this.#identity)) return Promise.resolve(token);
    this.#pending ??= this.#ask(language).finally(() => (this.#pending = null));
    return this.#pending;
  }

  /** The desk does not know the token. */
  forget(): void {
    this.store.remove(TOKEN_KEY);
    this.#renew();
  }

  #renew(): void {
    this.#confirmed = false;
    this.#pending = null;
  }

  async #ask(language: Language): Promise<string> {
    const identity = this.#identity;
    const token = this.token;
    const body = { language, ...(token ? { token } : {}), ...(identity ? { identity } : {}) };
    let answer: SessionAnswer;
    try {
      answer = await requestJson<SessionAnswer>("POST", "/api/widget/session", body);
    } catch (error) {
      if (!identity || !(error instanceof ApiError) || ![400, 401, 403].includes(error.status)) throw error;
      this.#identity = null;
      this.onIdentityRefused(error);
      return this.#ask(language);
    }
    if (identity === this.#identity) {
      this.store.set(TOKEN_KEY, answer.token);
      this.#confirmed = true;
    }
    return answer.token;
  }
}
