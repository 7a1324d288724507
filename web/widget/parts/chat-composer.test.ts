import "../words-for-tests";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { QueuePlace } from "../../shared/protocol";
import { i18n } from "../strings";
import { ChatComposer } from "./chat-composer";

function queueFactory(change: Partial<QueuePlace> = {}): QueuePlace {
  return { place: 2, wait_seconds: 210, basis: { cases: 12, agents: 3 }, ...change };
}

async function shown(queue: QueuePlace | null): Promise<ChatComposer> {
  const composer = new ChatComposer();
  Object.assign(composer, { queue, personOffered: queue === null, connected: true });
  document.body.append(composer);
  await composer.updateComplete;
  return composer;
}

function wordsOf(composer: ChatComposer, selector: string): string | undefined {
  return composer.renderRoot.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim();
}

beforeEach(() => {
  vi.stubGlobal("CSS", { supports: () => true });
  i18n.setLocale("pl");
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe("whoever waits for a person", () => {
  it.each([
    [210, "Jesteś 2. w kolejce · zwykle około 4 minut"],
    [60, "Jesteś 2. w kolejce · zwykle około 1 minuty"],
    [null, "Jesteś 2. w kolejce"],
  ])("sees the place, and an estimate of %s seconds in words", async (wait_seconds, words) => {
    const composer = await shown(queueFactory({ wait_seconds }));
    expect(wordsOf(composer, ".queue")).toBe(words);
  });

  it("hears of another place, not of another estimate", async () => {
    const composer = await shown(queueFactory());
    const before = wordsOf(composer, ".queue [role=status]");
    composer.queue = queueFactory({ wait_seconds: 600 });
    await composer.updateComplete;
    expect(wordsOf(composer, ".queue [role=status]")).toBe(before);
    composer.queue = queueFactory({ place: 1 });
    await composer.updateComplete;
    expect(wordsOf(composer, ".queue [role=status]")).toBe("Jesteś 1. w kolejce");
  });

  it("is promised no place where nobody is there", async () => {
    const composer = await shown(queueFactory({ wait_seconds: null, basis: { cases: 0, agents: 0 } }));
    expect(wordsOf(composer, ".queue")).toBe("Rozmowa czeka na pierwszą wolną osobę");
  });

  it("may go back to the assistant, with a connection", async () => {
    const composer = await shown(queueFactory());
    const withdrawn = vi.fn();
    composer.addEventListener("withdraw", withdrawn);
    const button = composer.renderRoot.querySelector<HTMLButtonElement>(".person")!;
    expect(button.textContent).toContain("wracam do asystenta");
    button.click();
    expect(withdrawn).toHaveBeenCalledOnce();
    composer.connected = false;
    await composer.updateComplete;
    expect(button.disabled).toBe(true);
  });
});

it("offers a person to everybody else", async () => {
  const composer = await shown(null);
  const asked = vi.fn();
  composer.addEventListener("person", asked);
  composer.renderRoot.querySelector<HTMLButtonElement>(".person")!.click();
  expect(asked).toHaveBeenCalledOnce();
  expect(composer.renderRoot.querySelector(".queue")).toBeNull();
});
