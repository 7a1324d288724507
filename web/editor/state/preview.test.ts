import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Preview } from "./preview";
import { knowledgeFactory } from "./testing";

describe("Preview", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function previewFactory() {
    const { api } = knowledgeFactory();
    return { preview: new Preview(api, "pl"), api };
  }

  it("shows the first text at once and later ones after a pause", async () => {
    const { preview, api } = previewFactory();
    preview.show("Ala");
    await vi.advanceTimersByTimeAsync(0);
    expect(preview.html).toBe("<p>Ala</p>");
    for (const body of ["Ala m", "Ala ma", "Ala ma kota"]) preview.show(body);
    await vi.advanceTimersByTimeAsync(400);
    expect(api.preview).toHaveBeenCalledTimes(2);
    expect(preview.html).toBe("<p>Ala ma kota</p>");
  });

  it("asks nothing for an empty text, and once for the same one", async () => {
    const { preview, api } = previewFactory();
    for (const body of [" ", "Ala", "Ala"]) {
      preview.show(body);
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(api.preview).toHaveBeenCalledOnce();
  });

  it("keeps the last picture when the next cannot be had", async () => {
    const { preview, api } = previewFactory();
    preview.show("Ala");
    await vi.advanceTimersByTimeAsync(0);
    api.preview.mockRejectedValueOnce(new Error("down"));
    preview.show("Ala ma kota");
    await vi.advanceTimersByTimeAsync(400);
    expect(preview).toMatchObject({ html: "<p>Ala</p>", failed: true });
  });
});
