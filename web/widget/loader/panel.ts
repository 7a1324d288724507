import { I18n, languageOf } from "../../shared/i18n";
import type { ColorScheme } from "../bridge";
import en from "./locales/en.json";
import pl from "./locales/pl.json";
import type { LoaderSettings } from "./settings";
import { STYLES } from "./styles";

const OPEN_ICON = "M4 11.500a7.5 7 0 0 1 7.5-7h1a7.5 7 0 0 1 0 14H12l-4.5 3v-3.600A7 7 0 0 1 4 11.500Z";
const CLOSE_ICON = "m6 9.5 6 6 6-6";
const SVG = "http://www.w3.org/2000/svg";

/**
 * The button and the place for the frame, in a shadow root that the shop's styles cannot reach.
 *
 * On a phone the frame fills what the on-screen keyboard leaves of the page.
 */
export class Panel {
  readonly host = document.createElement("div");
  readonly frame = document.createElement("iframe");
  readonly #i18n: I18n<keyof typeof pl>;
  readonly #button = document.createElement("button");
  readonly #icon = document.createElementNS(SVG, "path");
  readonly #badge = document.createElement("span");
  #cameFrom: Element | null = null;
  #unread = 0;

  constructor(
    private readonly settings: LoaderSettings,
    onToggle: () => void,
  ) {
    this.#i18n = new I18n({ pl, en }, languageOf(settings.locale));
    const root = this.host.attachShadow({ mode: "open" });
    style(root);
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", "0 0 24 24");
    picture.setAttribute("aria-hidden", "true");
    picture.append(this.#icon);
    this.#badge.className = "badge";
    this.#button.type = "button";
    this.#button.append(picture, this.#badge);
    this.#button.addEventListener("click", onToggle);
    root.append(this.#button);
    this.host.id = "warmline";
    this.host.dataset["position"] = settings.position;
    this.showLauncher(settings.launcher);
    this.setColorScheme(settings.colorScheme);
    this.#label();
  }

  get isOpen(): boolean {
    return this.host.hasAttribute("data-open");
  }

  get hasFrame(): boolean {
    return this.frame.isConnected;
  }

  /** Puts the frame into the page, which loads it. */
  addFrame(source: string): void {
    this.frame.src = source;
    this.frame.setAttribute("allow", "clipboard-write");
    this.host.shadowRoot!.prepend(this.frame);
    this.#label();
  }

  open(): void {
    this.#cameFrom = focused();
    this.host.toggleAttribute("data-open", true);
    window.visualViewport?.addEventListener("resize", this.#fit);
    window.visualViewport?.addEventListener("scroll", this.#fit);
    this.#fit();
    this.#label();
    this.frame.focus();
  }

  /** Hides the frame and gives the focus back to where it came from. */
  close(): void {
    const held = this.host.shadowRoot!.activeElement === this.frame;
    this.host.toggleAttribute("data-open", false);
    window.visualViewport?.removeEventListener("resize", this.#fit);
    window.visualViewport?.removeEventListener("scroll", this.#fit);
    this.#label();
    if (!held) return;
    const target = this.#cameFrom;
    if (target instanceof HTMLElement && target !== document.body) target.focus();
    if (focused() !== target) this.#button.focus();
  }

  showLauncher(shown: boolean): void {
    this.#button.hidden = !shown;
  }

  setUnread(count: number): void {
    this.#unread = count;
    this.#badge.textContent = count > 99 ? "99+" : String(count);
    this.#badge.hidden = count === 0;
    this.#label();
  }

  setLocale(locale: string): void {
    this.#i18n.setLocale(languageOf(locale));
    this.#label();
  }

  setColorScheme(scheme: ColorScheme): void {
    this.host.dataset["scheme"] = scheme;
  }

  remove(): void {
    this.close();
    this.host.remove();
  }

  #label(): void {
    const unread = this.#unread ? `, ${this.#i18n.t("unread", { count: this.#unread })}` : "";
    this.#badge.hidden = this.#unread === 0;
    this.#icon.setAttribute("d", this.isOpen ? CLOSE_ICON : OPEN_ICON);
    this.#button.setAttribute(
      "aria-label",
      this.isOpen ? this.#i18n.t("close") : this.#i18n.t("open") + unread,
    );
    this.#button.setAttribute("aria-expanded", String(this.isOpen));
    this.#button.lang = this.frame.lang = this.#i18n.language;
    this.frame.title = [this.#i18n.t("frame"), this.settings.shop].filter(Boolean).join(" · ");
  }

  readonly #fit = (): void => {
    if (!window.visualViewport) return;
    this.frame.style.setProperty("--height", `${window.visualViewport.height}px`);
    this.frame.style.setProperty("--top", `${window.visualViewport.offsetTop}px`);
  };
}

/** What has the focus on the shop's page, also inside the shop's own components. */
function focused(): Element | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}

/** Styles that pass a page's content security policy; a style element only where nothing better exists. */
function style(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const element = document.createElement("style");
    element.textContent = STYLES;
    root.append(element);
  }
}
