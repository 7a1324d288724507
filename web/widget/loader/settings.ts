import type { PageContext } from "../../shared/protocol";
import type { ColorScheme, FrameSettings } from "../bridge";

export interface LoaderSettings extends FrameSettings {
  position: "left" | "right";
  /** Whether our round button is shown; a shop may call `open` from a button of its own. */
  launcher: boolean;
}

/** What a shop may set, in `window.warmlineSettings` or, but for the context, as `data-` attributes of the snippet. */
export type ShopSettings = Partial<Omit<LoaderSettings, "context"> & PageContext>;

/** The settings object wins over the attributes, and both over the page's own language. */
export function readSettings(
  given: ShopSettings | undefined,
  attributes: DOMStringMap,
  pageLanguage: string,
): LoaderSettings {
  const { shop, locale, colorScheme, identity, position, launcher } = { ...attributes, ...given };
  return {
    shop: shop ?? "",
    locale: locale || pageLanguage || navigator.language,
    colorScheme: colorSchemeOf(colorScheme),
    identity: identity || null,
    context: { page: pageOf(given?.page), cart: given?.cart, attributes: given?.attributes },
    position: position === "left" ? "left" : "right",
    launcher: String(launcher) !== "false",
  };
}

/** A page by what the shop says of it, else by the browser's address, without what may hold names and tokens. */
export function pageOf(given?: Partial<PageContext["page"]>): PageContext["page"] {
  return { url: location.origin + location.pathname, title: document.title, ...given };
}

export function colorSchemeOf(value: unknown): ColorScheme {
  return value === "light" || value === "dark" ? value : "auto";
}
