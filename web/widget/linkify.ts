import { html, type TemplateResult } from "lit";
import { safeLink } from "../shared/safe-html";

/** Web addresses in running text; a full stop or bracket at the end belongs to the sentence. */
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** Plain text with its web addresses made into links. */
export function linkify(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let from = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const href = safeLink(address);
    if (!href) continue;
    parts.push(
      text.slice(from, index),
      html`<a href=${href} target="_blank" rel="noopener noreferrer">${address}</a>`,
    );
    from = index + address.length;
  }
  parts.push(text.slice(from));
  return parts;
}
