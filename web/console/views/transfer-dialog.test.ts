import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Colleague } from "../../shared/staff-protocol";
import { words } from "../words";
import "./transfer-dialog";
import type { TransferDialog } from "./transfer-dialog";

const PIOTR: Colleague = { id: "s-piotr", name: "Piotr", languages: ["pl"], free: 2 };

async function askedFactory(colleagues: Colleague[]) {
  const dialog = document.createElement("wl-transfer-dialog") as TransferDialog;
  document.body.append(dialog);
  const choice = dialog.ask(colleagues);
  await dialog.updateComplete;
  const find = <Found extends Element>(selector: string) => dialog.renderRoot.querySelector<Found>(selector)!;
  return {
    choice,
    select: find<HTMLSelectElement>("select"),
    area: find<HTMLTextAreaElement>("textarea"),
    submit: () => find<HTMLFormElement>("form").dispatchEvent(new Event("submit")),
    cancel: () => find<HTMLDialogElement>("dialog").dispatchEvent(new Event("close")),
    text: () => dialog.renderRoot.textContent!,
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

describe("the question to whom a conversation goes", () => {
  it("offers those who are there with their room, the first of them at once, and the queue", async () => {
    const { choice, select, area, submit } = await askedFactory([PIOTR]);
    expect([...select.options].map(({ text }) => text.trim())).toEqual([
      "Piotr (polski) – wolne 2 miejsca",
      "Pierwsza wolna osoba (kolejka)",
    ]);
    area.value = " czeka na zwrot ";
    submit();
    expect(await choice).toEqual({ to: "s-piotr", note: "czeka na zwrot" });
    expect(area.value).toBe("");
  });

  it("says when nobody else is there, and then offers the queue alone", async () => {
    const { choice, submit, text } = await askedFactory([]);
    expect(text()).toContain("Nikt inny nie przyjmuje teraz rozmów.");
    submit();
    expect(await choice).toEqual({ to: "queue", note: "" });
  });

  it("takes a closed dialog as a change of mind", async () => {
    const { choice, cancel } = await askedFactory([PIOTR]);
    cancel();
    expect(await choice).toBeNull();
  });
});
