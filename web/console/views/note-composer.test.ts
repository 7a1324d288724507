import { afterEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import { Drafts } from "../state/drafts";
import { Notes } from "../state/notes";
import { apiFactory } from "../state/testing";
import "./note-composer";
import type { NoteComposer } from "./note-composer";

const COLLEAGUES = [
  { id: "s-1", name: "Piotr Lis" },
  { id: "s-2", name: "Paweł Żak" },
];

async function composerFactory() {
  const api = apiFactory();
  api.mentionable.mockResolvedValue(COLLEAGUES);
  const drafts = new Drafts(new MemoryStore(), "note.", "used.");
  const composer = document.createElement("wl-note-composer") as NoteComposer;
  composer.conversationId = "c-1";
  composer.notes = new Notes("c-1", api, vi.fn());
  composer.drafts = drafts;
  document.body.append(composer);
  await composer.updateComplete;
  const area = composer.renderRoot.querySelector("textarea")!;
  const settle = async (): Promise<void> => {
    await Promise.resolve();
    await composer.updateComplete;
  };
  const type = async (text: string): Promise<void> => {
    area.value = text;
    area.setSelectionRange(text.length, text.length);
    area.dispatchEvent(new Event("input"));
    await settle();
    await settle();
  };
  const press = async (key: string): Promise<void> => {
    area.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
    await settle();
  };
  const offered = (): string[] =>
    [...composer.renderRoot.querySelectorAll("[role=option]")].map((one) => one.textContent!.trim());
  return { api, area, composer, drafts, offered, press, type };
}

// jsdom draws nothing, so it has no scrolling.
Element.prototype.scrollIntoView = () => {};

afterEach(() => document.body.replaceChildren());

describe("the composer of notes", () => {
  it("offers colleagues after an at sign and takes the chosen one with a key", async () => {
    const { area, offered, press, type } = await composerFactory();
    await type("zobacz @p");
    expect(offered()).toEqual(["Piotr Lis", "Paweł Żak"]);
    expect(area.getAttribute("role")).toBe("combobox");
    await press("ArrowDown");
    expect(area.getAttribute("aria-activedescendant")).toBe("option-1");
    await press("Enter");
    expect(area.value).toBe("zobacz @Paweł Żak ");
    expect(offered()).toEqual([]);
  });

  it("leaves an at sign alone after Escape", async () => {
    const { area, offered, press, type } = await composerFactory();
    await type("@p");
    await press("Escape");
    expect(offered()).toEqual([]);
    expect(area.getAttribute("role")).toBeNull();
  });

  it("keeps what is typed until the desk has it", async () => {
    const { api, area, composer, drafts, press, type } = await composerFactory();
    const noted = vi.fn();
    composer.addEventListener("noted", noted);
    api.addNote.mockRejectedValueOnce(new Error("boom"));
    await type("czeka na zwrot");
    await press("Enter");
    await vi.waitFor(() => expect(composer.renderRoot.querySelector("[role=alert]")).not.toBeNull());
    expect([area.value, drafts.of("c-1")]).toEqual(["czeka na zwrot", "czeka na zwrot"]);
    await press("Enter");
    await vi.waitFor(() => expect(noted).toHaveBeenCalledOnce());
    await composer.updateComplete;
    expect([area.value, drafts.of("c-1")]).toEqual(["", ""]);
  });
});
