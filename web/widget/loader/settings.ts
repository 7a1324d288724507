import type { ColorScheme, FrameSettings } from "../bridge";

/** What a shop may set, in `window.warmlineSettings` or as `data-` attributes of the snippet. */
export interface LoaderSettings extends FrameSettings {
  position: "left" | "right";
  /** Whether our round button is shown; a shop may call `open` from a button of its own. */
  launcher: boolean;
}

/** The settings object wins over the attributes, and both over the page's own language. */
export function readSettings(
  given: Partial<LoaderSettings> | undefined,
  attributes: DOMStringMap,
  pageLanguage: string,
): LoaderSettings {
  const { shop, locale, colorScheme, identity, position, launcher } = { ...attributes, ...given };
  return {
    shop: shop ?? "",
    locale: locale || pageLanguage || navigator.language,
    colorScheme: colorSchemeOf(colorScheme),
    identity: identity || null,
    position: position === "left" ? "left" : "right",
    launcher: String(launcher) !== "false",
  };
}

export function colorSchemeOf(value: unknown): ColorScheme {
  return value === "light" || value === "dark" ? value : "auto";
}
