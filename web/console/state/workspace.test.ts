import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import { MemoryStore } from "../../shared/key-value-store";
import {
  ANNA,
  StaffLinkDouble,
  apiFactory,
  detailFactory,
  messageFactory,
  mineFactory,
  summaryFactory,
} from "./testing";
import { Workspace } from "./workspace";

function workspaceFactory({ store = new MemoryStore(), staff = ANNA } = {}) {
  const api = apiFactory(
    detailFactory(summaryFactory({ last_seq: 2 }), [messageFactory(1), messageFactory(2)]),
  );
  const told = { onNews: vi.fn(), onMention: vi.fn(), onError: vi.fn(), onLost: vi.fn() };
  let link!: StaffLinkDouble;
  const workspace = new Workspace({
    staff,
    api,
    store,
    openLink: (options) => (link = new StaffLinkDouble(options)),
    ...told,
  });
  workspace.start();
  link.open();
  return { workspace, link, api, store, ...told };
}

function welcome(link: StaffLinkDouble, queue = [summaryFactory()], mine = [] as typeof queue): void {
  link.say({ type: "welcome", staff: ANNA, presence: "available", queue, mine });
}

async function openedFactory() {
  const made = workspaceFactory();
  welcome(made.link);
  made.workspace.open("c-1");
  await vi.waitFor(() => expect(made.workspace.current?.status).toBe("ready"));
  return made;
}

describe("Workspace", () => {
  it("resumes the open conversation from its last number when the connection is back", async () => {
    const { link } = await openedFactory();
    link.fail();
    link.sent.length = 0;
    link.open();
    expect(link.sent).toEqual([{ type: "open", conversation_id: "c-1", last_seq: 2 }]);
  });

  it("leaves a conversation when another is opened, and hears no more of it", async () => {
    const { workspace, link } = await openedFactory();
    workspace.open("c-2");
    expect(link.sent).toContainEqual({ type: "leave", conversation_id: "c-1" });
    const current = workspace.current!;
    link.say({
      type: "messages",
      conversation_id: "c-1",
      messages: [messageFactory(3)],
      conversation: summaryFactory(),
    });
    expect(current.transcript.cursor).toBe(0);
  });

  it("shows what the lists say of the open conversation", async () => {
    const { workspace, link } = await openedFactory();
    link.say({ type: "lists", queue: [], mine: [mineFactory()] });
    expect(workspace.current?.isMine).toBe(true);
  });

  it("takes the first of the queue", async () => {
    const { workspace, link, api } = workspaceFactory();
    welcome(link, [summaryFactory({ id: "first", version: 7 }), summaryFactory({ id: "second" })]);
    api.claim.mockResolvedValue(mineFactory({ id: "first", version: 8 }));
    expect(await workspace.takeNext()).toBe(true);
    expect(api.claim).toHaveBeenCalledExactlyOnceWith("first", 7);
    expect(workspace.current?.id).toBe("first");
  });

  it("takes nobody from an empty queue", async () => {
    const { workspace, link, api } = workspaceFactory();
    welcome(link, []);
    expect(await workspace.takeNext()).toBe(false);
    expect(api.claim).not.toHaveBeenCalled();
  });

  it("hears that the desk took the agent for away", () => {
    const { workspace, link } = workspaceFactory();
    welcome(link);
    link.say({ type: "lists", presence: "missed", queue: [], mine: [] });
    expect(workspace.inbox.presence).toBe("missed");
  });

  it("leaves what is offered, and goes on where it is offered no more", async () => {
    const { workspace, api } = workspaceFactory();
    await workspace.decline("c-1");
    expect(api.decline).toHaveBeenCalledExactlyOnceWith("c-1");
    api.decline.mockRejectedValue(new ApiError(409, "not_offered", ""));
    await workspace.decline("c-1");
  });

  it("changes presence only over a connection", () => {
    const { workspace, link } = workspaceFactory();
    welcome(link);
    expect(workspace.setPresence("away")).toBe(true);
    expect(workspace.inbox.presence).toBe("away");
    link.fail();
    expect(workspace.setPresence("available")).toBe(false);
    expect(workspace.inbox.presence).toBe("away");
  });

  it("keeps what two agents type in one browser apart", () => {
    const { workspace, store } = workspaceFactory();
    workspace.drafts.keep("c-1", "Dzień dobry");
    const other = workspaceFactory({ store, staff: { ...ANNA, id: "s-piotr" } }).workspace;
    expect(other.drafts.of("c-1")).toBe("");
  });

  it("reports a session that ended while words were on their way, and keeps the words", async () => {
    const { workspace, link, api, onError } = workspaceFactory();
    welcome(link);
    const ended = new ApiError(401, "not_signed_in", "");
    api.send.mockRejectedValue(ended);
    workspace.outbox.add("c-1", "Dzień dobry");
    await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(ended));
    await vi.waitFor(() => expect(workspace.outbox.of("c-1")[0]?.attempts).toBe(1));
    workspace.stop();
    expect(workspace.outbox.of("c-1")[0]?.state).toBe("sending");
  });
});
