import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { MemoryStore } from "../../shared/key-value-store";
import { Edition } from "./edition";
import { contentFactory, knowledgeFactory, storedFactory } from "./testing";
import { TypedText } from "./typed-text";

const KEY = "warmline.editor.how-to-return.pl";

function editionFactory(knowledge = knowledgeFactory(), store = new MemoryStore()) {
  const typed = new TypedText(store, KEY);
  const edition = new Edition("how-to-return", "pl", knowledge.api, typed, vi.fn());
  edition.open(knowledge.article());
  return { edition, store, ...knowledge, knowledge };
}

describe("typing", () => {
  it("is kept in the browser until it is saved", async () => {
    const { edition, store, knowledge } = editionFactory();
    edition.edit({ body: "Masz 60 dni." });
    const later = editionFactory(knowledge, store).edition;
    expect(later.content.body).toBe("Masz 60 dni.");
    expect(later.recalled).toBe(true);
    expect(await later.save()).toBe(true);
    expect(store.keys(KEY)).toEqual([]);
    expect(editionFactory(knowledge, store).edition.recalled).toBe(false);
  });

  it("that ends where it began is no edit", () => {
    const { edition, store } = editionFactory();
    edition.edit({ title: "Inny" });
    edition.edit({ title: "Jak zwrócić? " });
    expect(edition.edited).toBe(false);
    expect(store.keys(KEY)).toEqual([]);
  });

  it("can be given up", () => {
    const { edition, store } = editionFactory();
    edition.edit({ body: "" });
    edition.discard();
    expect(edition.content).toEqual(contentFactory());
    expect(store.keys(KEY)).toEqual([]);
  });

  it("done while a save is under way stays, on the new revision", async () => {
    const { edition, api } = editionFactory();
    edition.edit({ body: "Pierwsze." });
    const saving = edition.save();
    edition.edit({ body: "Pierwsze i drugie." });
    await saving;
    expect(edition.content.body).toBe("Pierwsze i drugie.");
    expect(edition.edited).toBe(true);
    expect(await edition.save()).toBe(true);
    expect(api.save.mock.calls.map(([, , revision]) => revision)).toEqual([4, 5]);
  });
});

describe("saving", () => {
  it("begins a language that is not there yet with revision 0", async () => {
    const { edition, api } = editionFactory(knowledgeFactory(null));
    edition.edit(contentFactory());
    expect(await edition.save()).toBe(true);
    expect(api.save.mock.calls[0]?.[2]).toBe(0);
    expect(edition.stored?.status).toBe("draft");
  });

  it("sends no content the knowledge base would refuse, and names the field", async () => {
    const { edition, api } = editionFactory();
    edition.edit({ title: " " });
    expect(await edition.save()).toBe(false);
    expect(api.save).not.toHaveBeenCalled();
    expect(edition.fieldProblems).toEqual({ title: "empty" });
    expect(edition.problem).toBe("invalid");
    edition.edit({ title: "Zwroty" });
    expect(edition.fieldProblems).toEqual({});
  });

  it("shows the desk's refusal at its field", async () => {
    const { edition, api } = editionFactory();
    const details = { field: "tags", problem: "too_many" };
    api.save.mockRejectedValueOnce(new ApiError(400, "bad_article", "", details));
    edition.edit({ tags: ["zwrot"] });
    await edition.save();
    expect(edition.fieldProblems).toEqual({ tags: "too_many" });
  });

  it("keeps the text when the desk cannot be reached", async () => {
    const { edition, api, store } = editionFactory();
    api.save.mockRejectedValueOnce(new ApiError(0, "offline", ""));
    edition.edit({ body: "Masz 60 dni." });
    await edition.save();
    expect(edition.problem).toBe("offline");
    expect(store.keys(KEY)).toHaveLength(1);
  });
});

describe("publishing", () => {
  it("saves first what has been typed, then makes that revision public", async () => {
    const { edition, api } = editionFactory();
    edition.edit({ body: "Masz 60 dni." });
    expect(await edition.publish()).toBe(true);
    expect(api.publish).toHaveBeenCalledExactlyOnceWith("how-to-return", "pl", 5, undefined);
    expect(edition.stored).toMatchObject({ status: "published", published: { body: "Masz 60 dni." } });
    expect(edition.edited).toBe(false);
  });

  it("publishes nothing if the save is refused", async () => {
    const { edition, api, saveAs } = editionFactory();
    edition.edit({ body: "Mój tekst." });
    saveAs("Piotr", "Tekst Piotra.");
    expect(await edition.publish()).toBe(false);
    expect(api.publish).not.toHaveBeenCalled();
    expect(edition.conflict?.by).toBe("Piotr");
  });
});

describe("two editors at once", () => {
  async function conflictFactory() {
    const made = editionFactory();
    made.edition.edit({ body: "Mój tekst." });
    made.saveAs("Piotr", "Tekst Piotra.");
    expect(await made.edition.save()).toBe(false);
    return made;
  }

  it("shows who saved, with both texts", async () => {
    const { edition } = await conflictFactory();
    expect(edition.conflict).toMatchObject({ by: "Piotr", theirs: { draft: { body: "Tekst Piotra." } } });
    expect(edition.content.body).toBe("Mój tekst.");
  });

  it("saves nothing more before the editor has chosen", async () => {
    const { edition, api } = await conflictFactory();
    expect(await edition.save()).toBe(false);
    expect(api.save).toHaveBeenCalledOnce();
  });

  it("saves the editor's own text over the other's when that is chosen", async () => {
    const { edition, article } = await conflictFactory();
    expect(await edition.keepMine()).toBe(true);
    expect(article().languages.pl?.draft.body).toBe("Mój tekst.");
    expect(edition.conflict).toBeNull();
  });

  it("goes on from the other's text and puts the own one aside, from where it comes back", async () => {
    const { edition, store, knowledge } = await conflictFactory();
    edition.takeTheirs();
    expect(edition.content.body).toBe("Tekst Piotra.");
    const later = editionFactory(knowledge, store).edition;
    expect(later.aside?.body).toBe("Mój tekst.");
    later.bringBack();
    expect(later.content.body).toBe("Mój tekst.");
    expect(later.aside).toBeNull();
    expect(await later.save()).toBe(true);
  });

  it("is found out when text from this browser meets a newer draft", () => {
    const { edition, store, saveAs, knowledge } = editionFactory();
    edition.edit({ body: "Mój tekst." });
    saveAs("Piotr", "Tekst Piotra.");
    const later = editionFactory(knowledge, store).edition;
    expect(later.content.body).toBe("Mój tekst.");
    expect(later.conflict?.by).toBe("Piotr");
  });
});

describe("restoring", () => {
  it("sets the draft to the version and puts aside what was typed", async () => {
    const { edition } = editionFactory(knowledgeFactory(storedFactory({ version: 3 })));
    edition.edit({ body: "Mój tekst." });
    expect(await edition.restore(1)).toBe(true);
    expect(edition.content.body).toBe("Dawna treść.");
    expect(edition.edited).toBe(false);
    expect(edition.aside?.body).toBe("Mój tekst.");
  });
});

describe("a review", () => {
  it("is asked for after what has been typed is saved", async () => {
    const { edition, api } = editionFactory();
    edition.edit({ body: "Masz 60 dni." });
    expect(await edition.askReview("Czy 60 to dobrze?")).toBe(true);
    expect(api.askReview).toHaveBeenCalledExactlyOnceWith("how-to-return", "pl", 5, "Czy 60 to dobrze?");
    expect(edition.stored?.status).toBe("review");
  });

  it("ends with a comment, of the draft that was looked at", async () => {
    const { edition, api } = editionFactory();
    expect(await edition.sendBack("Jednak 30.")).toBe(true);
    expect(api.sendBack.mock.calls[0]?.slice(2)).toEqual([4, "Jednak 30."]);
    expect(edition.stored?.review?.note).toBe("Jednak 30.");
  });

  it("of a draft that somebody has changed becomes a conflict", async () => {
    const { edition, saveAs } = editionFactory();
    saveAs("Piotr", "Tekst Piotra.");
    expect(await edition.sendBack("Jednak 30.")).toBe(false);
    expect(edition.conflict?.by).toBe("Piotr");
  });
});

describe("a newer draft of somebody else's", () => {
  it("is shown at once where nothing has been typed", async () => {
    const { edition, saveAs } = editionFactory();
    saveAs("Piotr", "Tekst Piotra.");
    await edition.refresh();
    expect([edition.content.body, edition.conflict]).toEqual(["Tekst Piotra.", null]);
  });

  it("is set beside what has been typed", async () => {
    const { edition, saveAs } = editionFactory();
    edition.edit({ body: "Mój tekst." });
    saveAs("Piotr", "Tekst Piotra.");
    await edition.refresh();
    expect([edition.content.body, edition.conflict?.by]).toEqual(["Mój tekst.", "Piotr"]);
  });
});

describe("while the desk or its database does not answer", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    [new ApiError(0, "offline", ""), "offline"],
    [new ApiError(503, "database_unavailable", ""), "unavailable"],
  ])("a save is tried again by itself, with what has been typed since (%o)", async (error, problem) => {
    const { edition, api, article } = editionFactory();
    api.save.mockRejectedValueOnce(error).mockRejectedValueOnce(error);
    edition.edit({ body: "Masz 60 dni." });
    await edition.save();
    expect([edition.problem, edition.retrying]).toEqual([problem, true]);
    edition.edit({ body: "Masz 90 dni." });
    await vi.advanceTimersByTimeAsync(3_000);
    expect([edition.problem, edition.retrying]).toEqual([problem, true]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect([edition.problem, edition.retrying, edition.edited]).toEqual([null, false, false]);
    expect(article().languages.pl?.draft.body).toBe("Masz 90 dni.");
  });

  it("nothing is tried again that was given up or would be refused again", async () => {
    const { edition, api } = editionFactory();
    api.save.mockRejectedValueOnce(new ApiError(0, "offline", ""));
    edition.edit({ body: "Masz 60 dni." });
    await edition.save();
    edition.discard();
    edition.edit({ title: "" });
    await edition.save();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(api.save).toHaveBeenCalledOnce();
  });
});
