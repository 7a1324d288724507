import type { ErrorBody } from "./protocol";

/** An answer of the desk that is no success, or no answer at all (`status` 0, code `offline`). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** Seconds the desk asks us to wait before the next try, if it says so. */
  get retryAfter(): number | null {
    const seconds = Number(this.details["retry_after"]);
    return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  }
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * Asks the desk and returns its JSON answer.
 *
 * The header `X-Warmline` tells the desk that no cross-site form sent this.
 *
 * @throws ApiError for every outcome that is no success.
 */
export async function requestJson<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "X-Warmline": "1" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    throw new ApiError(0, "offline", "The desk cannot be reached.");
  }
  if (!response.ok) throw await errorOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as { error?: Partial<ErrorBody> } | null;
  const { code, message, details } = body?.error ?? {};
  return new ApiError(
    response.status,
    code ?? `http_${response.status}`,
    message ?? response.statusText,
    details ?? {},
  );
}
