import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../http";
import type { Staff } from "../staff-protocol";
import { StaffSession } from "./session";

const ANNA: Staff = {
  id: "s-1",
  email: "anna@podlipa.example",
  name: "Anna",
  roles: ["agent"],
  languages: ["pl"],
};

const asked = vi.fn<typeof fetch>();

function answer(status: number, body: unknown): void {
  asked.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
}

function refuse(status: number, code: string, details: object = {}): void {
  answer(status, { error: { code, message: code, details } });
}

async function signedIn(staff: Staff = ANNA): Promise<StaffSession> {
  const session = new StaffSession();
  answer(200, { staff });
  await session.load();
  return session;
}

describe("StaffSession", () => {
  beforeEach(() => {
    asked.mockReset();
    vi.stubGlobal("fetch", asked);
  });
  afterEach(() => void vi.unstubAllGlobals());

  it("finds a session, none, or no desk", async () => {
    expect((await signedIn()).status).toBe("signed_in");
    const session = new StaffSession();
    asked.mockRejectedValueOnce(new TypeError("network"));
    await session.load();
    expect(session.status).toBe("unreachable");
    refuse(401, "not_signed_in");
    await session.load();
    expect(session).toMatchObject({ status: "signed_out", expired: false });
  });

  it.each([
    [401, "not_signed_in", {}, { code: "wrong" }],
    [429, "too_many", { retry_after: 700 }, { code: "locked", minutes: 12 }],
    [429, "too_many", {}, { code: "locked", minutes: null }],
    [500, "internal_error", {}, { code: "failed" }],
  ])("words a refused sign-in: %i", async (status, code, details, problem) => {
    const session = new StaffSession();
    refuse(status, code, details);
    await session.signIn("anna@podlipa.example", "x");
    expect(session.problem).toEqual(problem);
    expect(session.busy).toBe(false);
  });

  it("signs in and out", async () => {
    const session = new StaffSession();
    answer(200, { staff: ANNA });
    await session.signIn("anna@podlipa.example", "right");
    expect(session.staff).toEqual(ANNA);
    answer(200, {});
    await session.signOut();
    expect(session).toMatchObject({ status: "signed_out", staff: null, expired: false });
  });

  it("notices a session that has ended, and only that", async () => {
    const session = await signedIn();
    session.noticed(new ApiError(409, "conflict", ""));
    session.noticed(new Error("other"));
    expect(session.status).toBe("signed_in");
    session.noticed(new ApiError(401, "not_signed_in", ""));
    expect(session).toMatchObject({ status: "signed_out", expired: true });
  });

  it("stays signed in through a lost connection", async () => {
    const session = await signedIn();
    asked.mockRejectedValueOnce(new TypeError("network"));
    await session.load();
    expect(session.status).toBe("signed_in");
  });

  it("lets an administrator do everything, others what their roles say", async () => {
    const agent = await signedIn();
    expect([agent.may("agent"), agent.may("editor")]).toEqual([true, false]);
    const admin = await signedIn({ ...ANNA, roles: ["admin"] });
    expect(admin.may("editor")).toBe(true);
  });
});
