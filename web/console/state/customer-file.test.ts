import { expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { CustomerFile } from "./customer-file";
import { apiFactory } from "./testing";

function fileFactory() {
  const api = apiFactory();
  const onError = vi.fn();
  return { api, onError, file: new CustomerFile("c-1", api, onError) };
}

const note = {
  id: "n",
  author: { id: "s-anna", name: "Anna" },
  text: "woli telefon",
  created_at: "2026-11-22T15:00:00Z",
};

it("keeps a note under the same id until the desk has it", async () => {
  const { api, file } = fileFactory();
  api.addCustomerNote.mockRejectedValueOnce(new ApiError(0, "offline", ""));
  expect(await file.addNote(" woli telefon ")).toBe(false);
  expect(file.problem).toBe("note");
  api.addCustomerNote.mockResolvedValue([note]);
  expect(await file.addNote("woli telefon")).toBe(true);
  expect(await file.addNote("woli telefon")).toBe(true);
  const ids = api.addCustomerNote.mock.calls.map(([, id]) => id);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[1]);
  expect(file.detail?.notes).toEqual([note]);
  expect(await file.addNote("  ")).toBe(false);
});

it("shows the tags as the desk keeps them, and keeps the rest of the file", async () => {
  const { api, file } = fileFactory();
  api.customerFile.mockResolvedValue({
    tags: [],
    known_tags: ["zwrot"],
    orders: [],
    conversations: [],
    notes: [note],
    browsing: null,
    ratings: [],
  });
  await file.load();
  api.putTag.mockResolvedValue(["pilne"]);
  expect(await file.putTag("#Pilne")).toBe(true);
  expect(file.detail).toMatchObject({ tags: ["pilne"], known_tags: ["zwrot"], notes: [note] });
  api.takeTagOff.mockRejectedValue(new ApiError(500, "internal", ""));
  expect(await file.takeTagOff("pilne")).toBe(false);
  expect([file.problem, file.detail?.tags]).toEqual(["tag", ["pilne"]]);
});
