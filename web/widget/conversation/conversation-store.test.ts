import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import { sessionAnswers, storeFactory, welcome, welcomedFactory } from "./store-testing";
import { messageFactory, stateFactory } from "./testing";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("saying something", () => {
  it("goes out with an id and leaves the outbox when the desk shows it back", async () => {
    const { store, link } = await welcomedFactory();
    store.send("  Gdzie jest paczka?  ");
    const [frame] = link.sentOf("message");
    expect(frame).toMatchObject({
      text: "Gdzie jest paczka?",
      client_message_id: store.outbox.entries[0]!.id,
    });
    link.say({ type: "ack", client_message_id: frame!.client_message_id, seq: 1 });
    expect(store.outbox.entries[0]!.state).toBe("sent");
    link.say({
      type: "message",
      message: messageFactory(1, { client_message_id: frame!.client_message_id }),
    });
    expect(store.outbox.entries).toEqual([]);
    expect(store.timeline.messages).toHaveLength(1);
  });

  it("is shown once when the message comes before its acknowledgement", async () => {
    const { store, link } = await welcomedFactory();
    store.send("raz");
    const id = store.outbox.entries[0]!.id;
    link.say({ type: "message", message: messageFactory(1, { client_message_id: id }) });
    link.say({ type: "ack", client_message_id: id, seq: 1 });
    store.send("dwa");
    expect(store.outbox.entries.map(({ text }) => text)).toEqual(["dwa"]);
    expect(link.sentOf("message").map(({ text }) => text)).toEqual(["raz", "dwa"]);
  });

  it("keeps the order: the second waits for the first's acknowledgement", async () => {
    const { store, link } = await welcomedFactory();
    store.send("raz");
    store.send("dwa");
    expect(link.sentOf("message")).toHaveLength(1);
    link.say({ type: "ack", client_message_id: store.outbox.entries[0]!.id, seq: 1 });
    expect(link.sentOf("message").map(({ text }) => text)).toEqual(["raz", "dwa"]);
  });

  it("goes again with the same id after the connection was lost", async () => {
    const { store, link } = await welcomedFactory();
    store.send("raz");
    link.fail();
    await link.open();
    expect(link.sentOf("message")).toHaveLength(1);
    welcome(link, []);
    const [first, second] = link.sentOf("message");
    expect(second).toEqual(first);
  });

  it("survives a reload with the same id", async () => {
    const memory = new MemoryStore();
    const before = storeFactory({ memory });
    before.store.send("raz");
    before.store.stop();
    const { link } = await welcomedFactory([], { memory });
    expect(link.sentOf("message")).toMatchObject([
      { text: "raz", client_message_id: before.store.outbox.entries[0]!.id },
    ]);
  });

  it("is not kept once the desk has it", async () => {
    const memory = new MemoryStore();
    const { store, link } = await welcomedFactory([], { memory });
    store.send("raz");
    link.say({ type: "ack", client_message_id: store.outbox.entries[0]!.id, seq: 1 });
    expect(memory.keys("warmline.outbox")).toEqual([]);
  });

  it("is marked as failed when refused, holds nothing up, and can be sent again", async () => {
    const { store, link } = await welcomedFactory();
    store.send("źle");
    store.send("dobrze");
    const [bad] = store.outbox.entries;
    link.say({
      type: "error",
      error: { code: "too_long", message: "", details: {} },
      client_message_id: bad!.id,
    });
    expect(store.outbox.entries[0]).toMatchObject({ state: "failed", error: "too_long" });
    expect(link.sentOf("message").at(-1)!.text).toBe("dobrze");
    link.say({ type: "ack", client_message_id: store.outbox.entries[1]!.id, seq: 1 });
    store.retry(bad!.id);
    expect(link.sentOf("message").at(-1)).toMatchObject({ text: "źle", client_message_id: bad!.id });
  });

  it("waits as long as the desk asks when it is too much", async () => {
    const { store, link } = await welcomedFactory();
    store.send("raz");
    const id = store.outbox.entries[0]!.id;
    link.say({
      type: "error",
      error: { code: "too_many", message: "", details: { retry_after: 3 } },
      client_message_id: id,
    });
    vi.advanceTimersByTime(2999);
    expect(link.sentOf("message")).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(link.sentOf("message")).toHaveLength(2);
    expect(store.outbox.entries[0]!.state).toBe("sending");
  });

  it("takes a connection without acknowledgements for dead, and asks the customer in the end", async () => {
    const { store, link } = await welcomedFactory();
    store.send("raz");
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      vi.advanceTimersByTime(10_000);
      expect(link.failures).toBe(attempt);
      await link.open();
      welcome(link, []);
    }
    expect(link.sentOf("message")).toHaveLength(5);
    expect(store.outbox.entries[0]!.state).toBe("failed");
  });

  it("asks for a person once, however often the button is pressed", async () => {
    const { store, link } = await welcomedFactory();
    store.requestPerson();
    store.requestPerson();
    expect(link.sentOf("request_human")).toHaveLength(1);
    expect(store.askingForPerson).toBe(true);
    link.say({ type: "ack", client_message_id: store.outbox.entries[0]!.id, seq: 1 });
    expect(store.askingForPerson).toBe(false);
  });
});

describe("choosing a quick reply", () => {
  const question = messageFactory(1, { choices: [{ title: "Tak" }, { title: "Nie" }] });

  it("names the message and the index", async () => {
    const { store, link } = await welcomedFactory([question]);
    store.choose(store.timeline.messages[0]!, 1);
    expect(link.sentOf("choice")).toMatchObject([{ seq: 1, index: 1 }]);
    expect(store.outbox.entries[0]!.text).toBe("Nie");
  });

  it("goes as words when its conversation is over by the time it is sent", async () => {
    const { store, link } = await welcomedFactory([question]);
    link.fail();
    store.choose(store.timeline.messages[0]!, 0);
    await link.open();
    welcome(link, [], { id: "c-2" });
    expect(link.sentOf("choice")).toEqual([]);
    expect(link.sentOf("message")).toMatchObject([{ text: "Tak" }]);
  });
});

describe("hearing", () => {
  it("says hello from its cursor when it sees a gap, and takes the rest in order", async () => {
    const { store, link } = await welcomedFactory([messageFactory(1)]);
    link.say({ type: "message", message: messageFactory(3) });
    expect(store.timeline.messages.map(({ seq }) => seq)).toEqual([1]);
    expect(link.sentOf("hello").at(-1)).toMatchObject({ last_seq: 1 });
    welcome(link, [messageFactory(2), messageFactory(3)]);
    expect(store.timeline.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("shows a message that comes twice once", async () => {
    const { store, link } = await welcomedFactory([messageFactory(1)]);
    link.say({ type: "message", message: messageFactory(1) });
    welcome(link, [messageFactory(1)]);
    expect(store.timeline.messages).toHaveLength(1);
  });

  it("asks again when a welcome lacks what its state counts, but not for ever", async () => {
    const { link } = await welcomedFactory();
    const before = link.sentOf("hello").length;
    for (let round = 0; round < 10; round += 1) welcome(link, [], { last_seq: 4 });
    const asked = link.sentOf("hello").length - before;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(5);
  });

  it("asks when the state counts a message that does not come", async () => {
    const { link } = await welcomedFactory([messageFactory(1)]);
    const before = link.sentOf("hello").length;
    link.say({ type: "state", state: stateFactory({ last_seq: 2 }) });
    expect(link.sentOf("hello")).toHaveLength(before);
    vi.advanceTimersByTime(2000);
    expect(link.sentOf("hello")).toHaveLength(before + 1);
  });

  it("does not let an older state overwrite a newer one", async () => {
    const { store, link } = await welcomedFactory();
    link.say({ type: "state", state: stateFactory({ version: 3, owner: { kind: "agent", name: "Anna" } }) });
    link.say({ type: "state", state: stateFactory({ version: 2, owner: { kind: "queue", name: null } }) });
    expect(store.state!.owner).toEqual({ kind: "agent", name: "Anna" });
  });

  it("greets again with its cursor when the page wakes up", async () => {
    const { link } = await welcomedFactory([messageFactory(1), messageFactory(2)]);
    await link.wake();
    expect(link.sentOf("hello").at(-1)).toMatchObject({ last_seq: 2 });
  });

  it("shows typing for five seconds, or until the words come", async () => {
    const { store, link } = await welcomedFactory();
    link.say({ type: "typing", author: { kind: "agent", name: "Anna" } });
    expect(store.typing?.name).toBe("Anna");
    vi.advanceTimersByTime(5000);
    expect(store.typing).toBeNull();
    link.say({ type: "typing", author: { kind: "agent", name: "Anna" } });
    link.say({ type: "message", message: messageFactory(1) });
    expect(store.typing).toBeNull();
  });
});

describe("a conversation that is over", () => {
  it("stays readable above the new one, which counts from one", async () => {
    const { store, link } = await welcomedFactory([messageFactory(1), messageFactory(2)]);
    link.say({
      type: "state",
      state: stateFactory({ version: 2, last_seq: 2, owner: { kind: "closed", name: null } }),
    });
    store.send("jeszcze coś");
    const id = store.outbox.entries[0]!.id;
    welcome(link, [], { id: "c-2" });
    link.say({ type: "ack", client_message_id: id, seq: 1 });
    link.say({ type: "message", message: messageFactory(1, { client_message_id: id }) });
    expect(store.timeline.messages.map(({ conversationId, seq }) => `${conversationId}/${seq}`)).toEqual([
      "c-1/1",
      "c-1/2",
      "c-2/1",
    ]);
    expect(link.sentOf("message")).toHaveLength(1);
    expect(store.outbox.entries).toEqual([]);
  });

  it("that another tab has followed by a new one: starts from the new one's beginning", async () => {
    const { store, link } = await welcomedFactory([messageFactory(1), messageFactory(2)]);
    link.fail();
    await link.open();
    welcome(link, [messageFactory(3)], { id: "c-2" });
    expect(link.sentOf("hello").at(-1)).toMatchObject({ last_seq: 0 });
    welcome(
      link,
      [1, 2, 3].map((seq) => messageFactory(seq)),
      { id: "c-2" },
    );
    expect(store.timeline.cursor).toBe(3);
  });
});

describe("what is unread", () => {
  it("is counted while the customer looks away, over a reload, and is told to the desk when seen", async () => {
    const memory = new MemoryStore();
    const { store, link, events } = await welcomedFactory([messageFactory(1)], { memory });
    store.setWatching(true);
    expect(link.sentOf("read")).toEqual([{ type: "read", seq: 1 }]);
    store.setWatching(false);
    link.say({ type: "message", message: messageFactory(2) });
    link.say({
      type: "message",
      message: messageFactory(3, { author: { kind: "customer", id: null, name: null } }),
    });
    expect(store.unread).toBe(1);
    expect(events.message).toHaveBeenLastCalledWith(expect.objectContaining({ seq: 2 }));
    const reloaded = await welcomedFactory(
      [1, 2].map((seq) => messageFactory(seq)),
      { memory },
    );
    expect(reloaded.store.unread).toBe(1);
    reloaded.store.setWatching(true);
    expect(reloaded.store.unread).toBe(0);
  });
});

describe("typing", () => {
  it("is told to people only, at most once a second, and without the words", async () => {
    const { store, link } = await welcomedFactory();
    store.noteTyping(10_000);
    expect(link.sentOf("typing")).toEqual([]);
    link.say({ type: "state", state: stateFactory({ version: 2, owner: { kind: "agent", name: "Anna" } }) });
    store.noteTyping(10_000);
    store.noteTyping(10_999);
    store.noteTyping(11_000);
    expect(link.sentOf("typing")).toEqual([{ type: "typing" }, { type: "typing" }]);
  });
});

it("keeps a draft over a reload", () => {
  const memory = new MemoryStore();
  storeFactory({ memory }).store.draft = "niedokończone zdanie";
  expect(storeFactory({ memory }).store.draft).toBe("niedokończone zdanie");
});

describe("giving the wait up", () => {
  it("says so to the desk, which decides", async () => {
    const { store, link } = await welcomedFactory();
    store.withdraw();
    expect(link.sentOf("withdraw")).toHaveLength(1);
    link.fail();
    store.withdraw();
    expect(link.sentOf("withdraw")).toHaveLength(1);
  });
});

describe("the language", () => {
  it("follows what the customer writes once the conversation has begun", async () => {
    const { store, link } = await welcomedFactory();
    link.say({ type: "state", state: stateFactory({ language: "en" }) });
    expect(store.language).toBe("pl");
    link.say({ type: "state", state: stateFactory({ language: "en", last_seq: 1 }) });
    expect(store.language).toBe("en");
    expect(link.sentOf("language")).toEqual([]);
  });

  it("stays as it was chosen, and the desk hears of it at every welcome", async () => {
    const { store, link } = await welcomedFactory();
    store.setLanguage("pl");
    link.say({ type: "state", state: stateFactory({ language: "en", last_seq: 1 }) });
    expect(store.language).toBe("pl");
    welcome(link, []);
    expect(link.sentOf("language").map(({ language }) => language)).toEqual(["pl", "pl"]);
  });
});

describe("what the shop's page tells", () => {
  it("is said once there is a connection, again at every welcome, and not after a log-out", async () => {
    const { store, link } = storeFactory();
    const page = { url: "https://shop.example/koce", title: "Koce" };
    const cart = { items: [{ name: "Koc", quantity: 1 }] };
    store.inform({ page, cart });
    expect(link.sentOf("context")).toEqual([]);
    await link.open();
    welcome(link, []);
    store.inform({ attributes: { club: true } });
    welcome(link, []);
    expect(link.sentOf("context")).toEqual([
      { type: "context", page, cart },
      { type: "context", attributes: { club: true } },
      { type: "context", page, cart, attributes: { club: true } },
    ]);
    sessionAnswers({ body: { token: "t-2", conversation: stateFactory() } });
    store.reset();
    await link.open();
    welcome(link, []);
    expect(link.sentOf("context").at(-1)).toEqual({ type: "context", page });
  });
});

describe("the survey", () => {
  it("is answered for the closing it was asked about", async () => {
    const { store, link } = await welcomedFactory();
    expect(store.rate({ csat: 5 })).toBe(false);
    const survey = { version: 4, questions: ["csat" as const] };
    link.say({ type: "state", state: stateFactory({ version: 4, survey }) });
    expect(store.rate({ csat: 5 })).toBe(true);
    expect(link.sentOf("rate")).toEqual([{ type: "rate", conversation_id: "c-1", version: 4, csat: 5 }]);
    link.fail();
    expect(store.rate({ skipped: true })).toBe(false);
  });
});
