import { vi } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import type { Message } from "../../shared/protocol";
import { ConversationStore } from "./conversation-store";
import { LinkDouble, stateFactory } from "./testing";
import { TOKEN_KEY } from "./visitor-session";

const YOU = { name: null, verified: false };

export function storeFactory({ memory = new MemoryStore(), token = "t-1" as string | null } = {}) {
  if (token) memory.set(TOKEN_KEY, token);
  let link!: LinkDouble;
  const events = { message: vi.fn(), error: vi.fn() };
  const store = new ConversationStore({
    store: memory,
    events,
    openLink: (options) => (link = new LinkDouble(options)),
  });
  store.start("pl");
  return { store, link, memory, events };
}

/** A store that has been welcomed with these messages. */
export async function welcomedFactory(
  messages: Message[] = [],
  options: Parameters<typeof storeFactory>[0] = {},
) {
  const made = storeFactory(options);
  await made.link.open();
  welcome(made.link, messages);
  return made;
}

export function welcome(
  link: LinkDouble,
  messages: Message[],
  change: Parameters<typeof stateFactory>[0] = {},
): void {
  const state = stateFactory({ last_seq: messages.at(-1)?.seq ?? 0, ...change });
  link.say({ type: "welcome", state, messages, you: YOU });
}

export function sessionAnswers(...answers: { status?: number; body: unknown }[]) {
  const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
  for (const { status = 200, body } of answers)
    fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", fetched);
  return {
    fetched,
    bodies: () => fetched.mock.calls.map(([, init]) => JSON.parse(String(init.body)) as object),
  };
}
