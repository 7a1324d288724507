import { describe, expect, it } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import { Outbox } from "./outbox";

describe("Outbox", () => {
  it("lets two tabs write at once without losing either's words", () => {
    const memory = new MemoryStore();
    const [one, other] = [new Outbox(memory), new Outbox(memory)];
    one.add({ kind: "message", text: "z pierwszej" }, new Date(1));
    other.add({ kind: "message", text: "z drugiej" }, new Date(2));
    expect(new Outbox(memory).entries.map(({ text }) => text)).toEqual(["z pierwszej", "z drugiej"]);
  });

  it("keeps a failed entry and why over a reload", () => {
    const memory = new MemoryStore();
    const outbox = new Outbox(memory);
    outbox.fail(outbox.add({ kind: "message", text: "raz" }).id, "too_long");
    expect(new Outbox(memory).entries).toMatchObject([{ state: "failed", error: "too_long" }]);
  });

  it("passes over what it cannot read", () => {
    const memory = new MemoryStore();
    memory.set("warmline.outbox.1", "{");
    memory.set("warmline.outbox.2", '{"text": 7}');
    expect(new Outbox(memory).entries).toEqual([]);
  });

  it("lets go of what the cursor has passed, and of nothing else", () => {
    const outbox = new Outbox(new MemoryStore());
    const [first, second] = ["raz", "dwa"].map((text) => outbox.add({ kind: "message", text }));
    outbox.acknowledge(first!.id, 1);
    outbox.acknowledge(second!.id, 3);
    outbox.add({ kind: "message", text: "trzy" });
    outbox.settle(2);
    expect(outbox.entries.map(({ text }) => text)).toEqual(["dwa", "trzy"]);
  });
});
