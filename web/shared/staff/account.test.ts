import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Account } from "./account";
import { StaffSession } from "./session";

const asked = vi.fn<typeof fetch>();

function answer(status: number, body: unknown): void {
  asked.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
}

describe("Account", () => {
  beforeEach(() => {
    asked.mockReset();
    vi.stubGlobal("fetch", asked);
  });
  afterEach(() => void vi.unstubAllGlobals());

  it.each([
    ["", "long enough now", { code: "current_missing", field: "current" }],
    ["present one", "short", { code: "password_short", field: "next" }],
    ["long enough now", "long enough now", { code: "password_same", field: "next" }],
  ])("does not ask the desk what it can see itself", async (current, next, outcome) => {
    const account = new Account(new StaffSession());
    await account.changePassword(current, next);
    expect(account.outcome).toEqual(outcome);
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([
    [400, "wrong_password", {}, { code: "password_wrong", field: "current" }],
    [429, "too_many", { retry_after: 90 }, { code: "locked", minutes: 2 }],
    [500, "internal_error", {}, { code: "failed" }],
  ])("words a refusal: %i", async (status, code, details, outcome) => {
    const account = new Account(new StaffSession());
    answer(status, { error: { code, message: code, details } });
    await account.changePassword("present one", "long enough now");
    expect(account.outcome).toEqual(outcome);
    expect(account.busy).toBe(false);
  });

  it("changes the password and looks again where one is signed in", async () => {
    const account = new Account(new StaffSession());
    const here = { created_at: "2026-11-23T08:00:00Z", expires_at: "2026-11-23T20:00:00Z", here: true };
    answer(200, {});
    answer(200, { sessions: [here] });
    await account.changePassword("present one", "long enough now");
    expect(account).toMatchObject({ outcome: { code: "changed" }, sessions: [here] });
  });
});
