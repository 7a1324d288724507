import { afterEach, describe, expect, it, vi } from "vitest";
import type { Transfer } from "../../shared/staff-protocol";
import { words } from "../words";
import "./transfer-card";
import type { TransferCard } from "./transfer-card";

const TRANSFER: Transfer = {
  from: { id: "s-piotr", name: "Piotr" },
  to: "s-anna",
  note: "<b>czeka</b> na zwrot",
  at: "2026-11-22T15:00:00Z",
  taken_at: null,
  waiting: true,
};

async function cardFactory(waiting: boolean) {
  const card = document.createElement("wl-transfer-card") as TransferCard;
  card.transfer = TRANSFER;
  card.waiting = waiting;
  document.body.append(card);
  await card.updateComplete;
  return card;
}

afterEach(() => {
  document.body.replaceChildren();
  words.setLocale("pl");
});

describe("the card of a transfer", () => {
  it("shows who gave it and the note as it was written", async () => {
    const card = await cardFactory(false);
    expect(card.renderRoot.querySelector("h2")?.textContent).toBe("Przekazuje: Piotr");
    expect(card.renderRoot.querySelector(".note")?.textContent).toBe("<b>czeka</b> na zwrot");
    expect(card.renderRoot.querySelector("button")).toBeNull();
  });

  it("is taken up with one press while it waits", async () => {
    const card = await cardFactory(true);
    const taken = vi.fn();
    card.addEventListener("take-up", taken);
    card.renderRoot.querySelector("button")!.click();
    expect(taken).toHaveBeenCalledOnce();
  });
});
