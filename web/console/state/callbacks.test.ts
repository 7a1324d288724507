import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import type { Role } from "../../shared/staff-protocol";
import { Callbacks } from "./callbacks";
import { ANNA, apiFactory, callbackFactory } from "./testing";

const TAKEN = { id: "s-piotr", name: "Piotr" };

function callbacksFactory(roles: Role[] = ["agent"]) {
  const api = apiFactory();
  const onError = vi.fn();
  const callbacks = new Callbacks({ ...ANNA, roles }, api, onError);
  callbacks.take([callbackFactory({ id: "b" }), callbackFactory({ id: "a" })]);
  return { callbacks, api, onError };
}

describe("Callbacks", () => {
  it("keeps the order the desk gives", () => {
    expect(callbacksFactory().callbacks.open.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("shows the contact as soon as one is taken", async () => {
    const { callbacks, api } = callbacksFactory();
    const mine = callbackFactory({
      id: "a",
      contact: "+48600100200",
      taken_by: { id: ANNA.id, name: "Anna" },
    });
    api.changeCallback.mockResolvedValue(mine);
    expect(await callbacks.act("a", "take")).toBe(true);
    expect(api.changeCallback).toHaveBeenCalledExactlyOnceWith("a", "take", "");
    expect(callbacks.open[1]).toEqual(mine);
    expect(callbacks.isMine(callbacks.open[1]!)).toBe(true);
  });

  it("drops what is done without waiting for the lists", async () => {
    const { callbacks, api } = callbacksFactory();
    api.changeCallback.mockResolvedValue(callbackFactory({ id: "a", state: "done" }));
    await callbacks.act("a", "done", "wyjaśnione");
    expect(callbacks.open.map(({ id }) => id)).toEqual(["b"]);
  });

  it("says who was faster, until that one is gone", async () => {
    const { callbacks, api, onError } = callbacksFactory();
    const taken = new ApiError(409, "already_taken", "", { owner: "Piotr" });
    api.changeCallback.mockRejectedValue(taken);
    expect(await callbacks.act("a", "take")).toBe(false);
    expect(callbacks.problem).toEqual({ id: "a", code: "taken", owner: "Piotr" });
    expect(onError).toHaveBeenCalledWith(taken);
    callbacks.take([callbackFactory({ id: "b" })]);
    expect(callbacks.problem).toBeNull();
  });

  it.each([
    ["already_settled", 409, "settled"],
    ["not_found", 404, "settled"],
    ["not_taken", 409, "not_taken"],
    ["offline", 0, "offline"],
    ["internal_error", 500, "failed"],
  ])("tells %s apart", async (code, status, problem) => {
    const { callbacks, api } = callbacksFactory();
    api.changeCallback.mockRejectedValue(new ApiError(status, code, ""));
    await callbacks.act("a", "done");
    expect(callbacks.problem?.code).toBe(problem);
  });

  it("does one thing at a time", async () => {
    const { callbacks, api } = callbacksFactory();
    const first = callbacks.act("a", "take");
    expect(await callbacks.act("b", "take")).toBe(false);
    await first;
    expect(api.changeCallback).toHaveBeenCalledOnce();
  });

  it("lets only supervisors put back what another has", () => {
    const left = callbackFactory({ taken_by: TAKEN });
    expect(callbacksFactory().callbacks.mayRelease(left)).toBe(false);
    expect(callbacksFactory(["agent", "supervisor"]).callbacks.mayRelease(left)).toBe(true);
    expect(callbacksFactory(["agent", "supervisor"]).callbacks.mayRelease(callbackFactory())).toBe(false);
  });
});
