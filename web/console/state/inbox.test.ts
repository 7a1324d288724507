import { describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import { Inbox } from "./inbox";
import { ReadMarks } from "./read-marks";
import { ANNA, mineFactory, summaryFactory } from "./testing";

function inboxFactory(store = new MemoryStore()) {
  const onNews = vi.fn();
  return { inbox: new Inbox(ANNA.id, new ReadMarks(store, "seen."), onNews), onNews, store };
}

const written = (text: string) => ({ text, author_kind: "customer", created_at: "2026-11-22T15:01:00Z" });

describe("Inbox", () => {
  it("keeps the order the desk gives", () => {
    const { inbox } = inboxFactory();
    inbox.take([summaryFactory({ id: "b" }), summaryFactory({ id: "a" })], []);
    expect(inbox.queue.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("calls for whoever comes to the queue, but not for those who were there before the page", () => {
    const { inbox, onNews } = inboxFactory();
    inbox.take([summaryFactory({ id: "old" })], []);
    expect(onNews).not.toHaveBeenCalled();
    const fresh = summaryFactory({ id: "new" });
    inbox.take([summaryFactory({ id: "old" }), fresh], []);
    expect(onNews).toHaveBeenCalledExactlyOnceWith({ arrived: [fresh], answered: [] });
  });

  it("calls for an assignment, not for the agent's own claim or release", () => {
    const { inbox, onNews } = inboxFactory();
    inbox.take([summaryFactory()], []);
    inbox.expect("c-1");
    inbox.take([], [mineFactory()]);
    inbox.expect("c-1");
    inbox.take([summaryFactory({ version: 4 })], []);
    expect(onNews).not.toHaveBeenCalled();
    const assigned = mineFactory({ id: "c-2" });
    inbox.take([summaryFactory({ version: 4 })], [assigned]);
    expect(onNews).toHaveBeenCalledExactlyOnceWith({ arrived: [assigned], answered: [] });
  });

  it("calls for what is offered to this agent alone, where the desk assigns", () => {
    const { inbox, onNews } = inboxFactory();
    const offeredTo = (id: string) => ({ to: { id, name: id }, at: "2026-11-22T15:00:00Z" });
    inbox.assigns = true;
    inbox.take([], []);
    inbox.take([summaryFactory({ id: "a" })], []);
    inbox.take([summaryFactory({ id: "a", offered: offeredTo("s-piotr") })], []);
    expect(onNews).not.toHaveBeenCalled();
    expect([inbox.calling, inbox.next?.id]).toEqual([0, "a"]);
    const mine = summaryFactory({ id: "a", offered: offeredTo(ANNA.id) });
    inbox.take([summaryFactory({ id: "b" }), mine], []);
    inbox.take([summaryFactory({ id: "b" }), mine], []);
    expect(onNews).toHaveBeenCalledExactlyOnceWith({ arrived: [mine], answered: [] });
    expect([inbox.calling, inbox.next?.id, inbox.offered]).toEqual([1, "a", [mine]]);
  });

  it("takes what is offered to nobody before what is offered to a colleague", () => {
    const { inbox } = inboxFactory();
    const offered = { to: { id: "s-piotr", name: "Piotr" }, at: "2026-11-22T15:00:00Z" };
    inbox.take([summaryFactory({ id: "a", offered }), summaryFactory({ id: "b" })], []);
    expect(inbox.next?.id).toBe("b");
    inbox.take([summaryFactory({ id: "a", offered })], []);
    expect(inbox.next?.id).toBe("a");
  });

  it("calls when a customer of the agent's own writes, not when the agent does", () => {
    const { inbox, onNews } = inboxFactory();
    inbox.take([], [mineFactory()]);
    const own = { text: "Już patrzę", author_kind: "agent", created_at: "2026-11-22T15:01:00Z" };
    inbox.take([], [mineFactory({ last_seq: 2, last_message: own })]);
    expect(onNews).not.toHaveBeenCalled();
    const answered = mineFactory({ last_seq: 3, last_message: written("Dziękuję") });
    inbox.take([], [answered]);
    expect(onNews).toHaveBeenCalledExactlyOnceWith({ arrived: [], answered: [answered] });
  });

  it("counts what is unread until it is read, over page loads", () => {
    const { inbox, store } = inboxFactory();
    const conversation = mineFactory({ last_seq: 5 });
    inbox.take([], [conversation]);
    inbox.read("c-1", 3);
    expect(inbox.unread(conversation)).toBe(2);
    const later = inboxFactory(store).inbox;
    later.take([], [conversation]);
    expect(later.unread(conversation)).toBe(2);
    later.read("c-1", 5);
    expect(later.unread(conversation)).toBe(0);
  });

  it("never moves a read mark back", () => {
    const { inbox } = inboxFactory();
    inbox.read("c-1", 5);
    inbox.read("c-1", 2);
    expect(inbox.unread(mineFactory({ last_seq: 5 }))).toBe(0);
  });

  it("counts everyone who calls: the queue and own conversations with something unread", () => {
    const { inbox } = inboxFactory();
    inbox.read("read", 1);
    inbox.take([summaryFactory({ id: "q" })], [mineFactory({ id: "read" }), mineFactory({ id: "unread" })]);
    expect(inbox.calling).toBe(2);
  });
});
