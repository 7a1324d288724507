/**
 * Shows an article's HTML without trusting it.
 *
 * The text is parsed in an inert document, and a new tree is built from the few elements named here; nothing
 * is ever turned back into text, so a parser cannot read it differently the second time. A sanitising library
 * would be a third of the widget's size for these two tables.
 */

const KEPT = new Set(
  "A B BLOCKQUOTE BR CODE EM H1 H2 H3 H4 H5 H6 HR I IMG LI OL P PRE S STRONG TABLE TBODY TD TH THEAD TR UL".split(
    " ",
  ),
);

/** Elements whose content is not prose; everything else that is not kept leaves its text behind. */
const DROPPED_WHOLE = new Set(
  "APPLET AUDIO BASE BUTTON CANVAS EMBED FORM FRAME FRAMESET HEAD IFRAME INPUT LINK MATH META NOEMBED NOFRAMES NOSCRIPT OBJECT OPTION SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE VIDEO XMP".split(
    " ",
  ),
);

/** The desk's own pictures; any other would tell its server who reads. */
const PICTURE = /^\/help\/pictures\/[\w-]+\.(png|jpg|webp|gif)$/;

const LINK_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Builds the readable part of `html` as new nodes of this document. */
export function safeHtml(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment);
  return fragment;
}

/** The address a link may have, or null; relative addresses belong to the desk. */
export function safeLink(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, location.origin);
    return LINK_SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function copyChildren(from: Node, to: Node): void {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(child.nodeValue ?? ""));
    else if (child.nodeType === Node.ELEMENT_NODE) copyElement(child as Element, to);
  }
}

function copyElement(element: Element, to: Node): void {
  const name = element.nodeName.toUpperCase();
  if (DROPPED_WHOLE.has(name)) return;
  if (!KEPT.has(name)) return copyChildren(element, to);
  const copy = document.createElement(name);
  if (copy instanceof HTMLAnchorElement) openOutside(copy, element.getAttribute("href"));
  if (copy instanceof HTMLImageElement && !showPicture(copy, element)) return;
  copyChildren(element, copy);
  to.appendChild(copy);
}

function showPicture(picture: HTMLImageElement, from: Element): boolean {
  const address = from.getAttribute("src") ?? "";
  if (!PICTURE.test(address)) return false;
  picture.setAttribute("loading", "lazy");
  picture.alt = from.getAttribute("alt") ?? "";
  picture.width = Number(from.getAttribute("width"));
  picture.height = Number(from.getAttribute("height"));
  picture.src = address;
  return true;
}

function openOutside(link: HTMLAnchorElement, address: string | null): void {
  const href = safeLink(address);
  if (!href) return;
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
}
