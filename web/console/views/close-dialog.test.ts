import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { words } from "../words";
import "./close-dialog";
import type { CloseDialog } from "./close-dialog";

const CODES = [
  { code: "solved", labels: { pl: "Załatwione", en: "Solved" } },
  { code: "spam", labels: { pl: "Spam", en: "Spam" } },
];

async function askedFactory(codes = CODES) {
  const dialog = document.createElement("wl-close-dialog") as CloseDialog;
  document.body.append(dialog);
  const closing = dialog.ask(codes);
  await dialog.updateComplete;
  const find = <Found extends Element>(selector: string) => dialog.renderRoot.querySelector<Found>(selector)!;
  const radios = () => [...dialog.renderRoot.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  return {
    closing,
    dialog,
    radios,
    area: find<HTMLTextAreaElement>("textarea"),
    press: (key: string, on: Element = radios()[0]!) =>
      on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true })),
    submit: () => find<HTMLFormElement>("form").dispatchEvent(new Event("submit")),
    cancel: () => find<HTMLDialogElement>("dialog").dispatchEvent(new Event("close")),
  };
}

beforeEach(() => {
  // jsdom has neither modal dialogs nor CSS.escape.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  globalThis.CSS ??= {} as typeof CSS;
  CSS.escape ??= (text) => text;
});

afterEach(() => {
  document.body.replaceChildren();
  words.setLocale("pl");
});

describe("the question what a conversation was about", () => {
  it("has the first code picked, and closes with the note", async () => {
    const { closing, radios, area, submit } = await askedFactory();
    expect(radios().map(({ checked }) => checked)).toEqual([true, false]);
    area.value = " zwrot przyjęty ";
    submit();
    expect(await closing).toEqual({ wrapUp: "solved", note: "zwrot przyjęty" });
  });

  it("takes a digit for a code, but not while the note is written", async () => {
    const { closing, dialog, area, press, radios, submit } = await askedFactory();
    press("2", area);
    await dialog.updateComplete;
    expect(radios()[0]!.checked).toBe(true);
    press("2");
    await dialog.updateComplete;
    expect(radios()[1]!.checked).toBe(true);
    submit();
    expect(await closing).toEqual({ wrapUp: "spam", note: "" });
  });

  it("closes without a code where the desk has told none, and not at all after a change of mind", async () => {
    const bare = await askedFactory([]);
    bare.submit();
    expect(await bare.closing).toEqual({ wrapUp: null, note: "" });
    const left = await askedFactory();
    left.cancel();
    expect(await left.closing).toBeNull();
  });
});
