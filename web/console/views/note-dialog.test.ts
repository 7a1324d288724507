import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { words } from "../words";
import "./note-dialog";
import type { NoteDialog, NotedChange } from "./note-dialog";

async function askedFactory(change: NotedChange) {
  const dialog = document.createElement("wl-note-dialog") as NoteDialog;
  document.body.append(dialog);
  const note = dialog.ask(change);
  await dialog.updateComplete;
  const find = <Found extends Element>(selector: string) => dialog.renderRoot.querySelector<Found>(selector);
  return {
    dialog,
    note,
    area: find<HTMLTextAreaElement>("textarea")!,
    tell: find<HTMLInputElement>("#tell"),
    submit: () => find<HTMLFormElement>("form")!.dispatchEvent(new Event("submit")),
  };
}

beforeEach(() => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});

afterEach(() => {
  document.body.replaceChildren();
  words.setLocale("pl");
});

describe("the note on the way out", () => {
  it("is told to the customer only where the box is ticked", async () => {
    const { dialog, note, area, tell, submit } = await askedFactory("give_back");
    expect(tell!.checked).toBe(false);
    area.value = "czekamy na zwrot";
    tell!.checked = true;
    submit();
    expect(await note).toBe("czekamy na zwrot");
    expect(dialog.tell).toBe(true);
  });

  it("begins empty each time, also after one that was thought better of", async () => {
    const { dialog, note, area, tell } = await askedFactory("give_back");
    area.value = "czekamy na zwrot";
    tell!.checked = true;
    dialog.renderRoot.querySelector("dialog")!.dispatchEvent(new Event("close"));
    expect(await note).toBeNull();
    void dialog.ask("give_back");
    await dialog.updateComplete;
    await vi.waitFor(() => expect([area.value, tell!.checked]).toEqual(["", false]));
  });

  it("of a call-back has no such box", async () => {
    const { dialog, note, tell, submit } = await askedFactory("callback_done");
    expect(tell).toBeNull();
    submit();
    expect(await note).toBe("");
    expect(dialog.tell).toBe(false);
  });
});
