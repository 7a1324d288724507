import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { Notes } from "./notes";
import { apiFactory, noteFactory } from "./testing";

const PIOTR = { id: "s-piotr", name: "Piotr" };

function notesFactory() {
  const api = apiFactory();
  api.mentionable.mockResolvedValue([PIOTR]);
  return { api, notes: new Notes("c-1", api, vi.fn()) };
}

describe("Notes", () => {
  it("tells the desk whom the words mention", async () => {
    const { api, notes } = notesFactory();
    expect(await notes.add("@Piotr zobacz")).toBe(true);
    expect(api.addNote).toHaveBeenCalledWith("c-1", expect.any(String), "@Piotr zobacz", [PIOTR.id]);
    expect(notes.list).toEqual([noteFactory()]);
  });

  it("shows a note once, whichever way it comes first", async () => {
    const { notes } = notesFactory();
    notes.take([noteFactory()]);
    await notes.add("zobacz");
    expect(notes.list).toHaveLength(1);
  });

  it("tries the same note again after a failure, and another one anew", async () => {
    const { api, notes } = notesFactory();
    api.addNote.mockRejectedValueOnce(new ApiError(0, "offline", "", {}));
    expect(await notes.add("raz")).toBe(false);
    expect(notes.problem).toBe("offline");
    expect(await notes.add("raz")).toBe(true);
    await notes.add("raz");
    const [first, again, anew] = api.addNote.mock.calls.map(([, id]) => id);
    expect(again).toBe(first);
    expect(anew).not.toBe(first);
  });

  it("keeps no note whose colleagues could not be looked up", async () => {
    const { api, notes } = notesFactory();
    api.mentionable.mockRejectedValue(new ApiError(503, "unavailable", "", {}));
    expect(await notes.add("@Piotr zobacz")).toBe(false);
    expect(api.addNote).not.toHaveBeenCalled();
  });

  it("says when somebody can no longer be mentioned", async () => {
    const { api, notes } = notesFactory();
    api.addNote.mockRejectedValue(new ApiError(400, "bad_input", "", { field: "mentions" }));
    await notes.add("@Piotr");
    expect(notes.problem).toBe("mention");
  });
});
