import { afterEach, describe, expect, it } from "vitest";
import { noteFactory } from "../state/testing";
import "./internal-note";
import type { InternalNote } from "./internal-note";

afterEach(() => document.body.replaceChildren());

describe("an internal note", () => {
  it("says what it is, and shows its words as they were written", async () => {
    const shown = document.createElement("wl-internal-note") as InternalNote;
    const text = "<b>ważne</b>\n@Anna zobacz";
    shown.note = noteFactory({ text, mentions: [{ id: "s-anna", name: "Anna" }] });
    document.body.append(shown);
    await shown.updateComplete;
    expect(shown.renderRoot.querySelector("header")?.textContent).toContain("Notatka wewnętrzna");
    expect(shown.renderRoot.querySelector(".text")?.textContent).toBe(text);
    expect(shown.renderRoot.querySelector("mark")?.textContent).toBe("@Anna");
  });
});
