/** The widget inside its frame: joins the conversation, its view, and the shop's page around it. */

import "../shared/tokens.css";
import { languageOf } from "../shared/i18n";
import { LocalStore } from "../shared/key-value-store";
import type { CustomerFrame, DeskToCustomerFrame, Language } from "../shared/protocol";
import { LiveSocket, socketUrl } from "../shared/socket";
import { ConversationStore } from "./conversation/conversation-store";
import { TOKEN_KEY } from "./conversation/visitor-session";
import type { FrameSettings } from "./bridge";
import { HostBridge } from "./host-bridge";
import { i18n, learn } from "./strings";
import { WarmlineChat } from "./warmline-chat";

/** The language chosen in the widget itself, which wins over the page's. */
const LANGUAGE_KEY = "warmline.language";

const memory = new LocalStore();
const host = new HostBridge();
const store = new ConversationStore({
  store: memory,
  events: {
    message: ({ author, kind }) =>
      host.tell({ type: "message", detail: { author: { kind: author.kind, name: author.name }, kind } }),
    error: (code, message) => host.tell({ type: "error", code, message }),
  },
  openLink: (options) =>
    new LiveSocket<DeskToCustomerFrame, CustomerFrame>(socketUrl("/api/widget/socket"), options),
});
const chat = new WarmlineChat();
chat.store = store;

let shown = Promise.resolve();
let open = false;
let unread = -1;
let active: boolean | null = null;

/** Shows everything in the conversation's language, which may have changed again before its words are there. */
async function speak(): Promise<void> {
  const { language } = store;
  await learn(language);
  if (language !== store.language) return speak();
  i18n.setLocale(language);
  document.documentElement.lang = language;
}

function setColorScheme(scheme: string): void {
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset["colorScheme"] = scheme;
  else delete document.documentElement.dataset["colorScheme"];
}

function watch(): void {
  store.setWatching(open && document.visibilityState === "visible");
}

async function configure({ shop, locale, colorScheme, identity, context }: FrameSettings): Promise<void> {
  const chosen = memory.get(LANGUAGE_KEY);
  chat.shop = shop;
  setColorScheme(colorScheme);
  if (identity) store.identify(identity);
  store.inform(context);
  store.start(languageOf(chosen ?? locale), chosen !== null);
  await speak();
  document.body.append(chat);
  host.tell({ type: "ready" });
}

store.subscribe(() => {
  if (store.language !== i18n.language) void speak();
  if (store.welcomed && store.unread !== unread) {
    unread = store.unread;
    host.tell({ type: "unread", count: unread });
  }
  const alive = store.outbox.entries.length > 0 || (store.state?.last_seq ?? 0) > 0;
  const worthIt = alive && store.state?.owner.kind !== "closed";
  if ((store.welcomed || worthIt) && worthIt !== active) {
    active = worthIt;
    host.tell({ type: "active", active });
  }
});

chat.addEventListener("leave", () => host.tell({ type: "close" }));
chat.addEventListener("language", (event) => {
  const language = (event as CustomEvent<Language>).detail;
  memory.set(LANGUAGE_KEY, language);
  store.setLanguage(language);
});
document.addEventListener("visibilitychange", watch);
addEventListener("storage", (event) => {
  if (event.key === TOKEN_KEY) store.followOtherTab();
});

host.listen((message) => {
  switch (message.type) {
    case "configure":
      shown = configure(message.settings);
      return;
    case "opened":
      open = true;
      watch();
      return void shown.then(() => chat.enter());
    case "closed":
      open = false;
      return watch();
    case "user":
      return store.identify(message.identity);
    case "locale":
      memory.remove(LANGUAGE_KEY);
      return store.setLanguage(languageOf(message.locale));
    case "color-scheme":
      return setColorScheme(message.colorScheme);
    case "context":
      return store.inform(message.context);
    case "reset":
      return store.reset();
  }
});
