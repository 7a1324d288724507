import { svg, type SVGTemplateResult, type TemplateResult, html } from "lit";

function icon(paths: SVGTemplateResult, size = 20): TemplateResult {
  return html`
    <svg
      width=${size}
      height=${size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      ${paths}
    </svg>
  `;
}

export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6 6 18" />`);
export const menuIcon = icon(
  svg`<g fill="currentColor" stroke="none"><circle cx="12" cy="5" r="1.8" /><circle cx="12" cy="12" r="1.8" /><circle cx="12" cy="19" r="1.8" /></g>`,
);
export const sendIcon = icon(svg`<path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />`);
export const personIcon = icon(
  svg`<circle cx="12" cy="8" r="3.6" /><path d="M4.8 20c.8-3.7 3.6-5.7 7.2-5.7s6.4 2 7.2 5.7" />`,
);
/** A spark: software speaks. */
export const assistantIcon = icon(
  svg`<path d="M12 4.5c.7 4.2 2.6 6.3 7 7.5-4.4 1.2-6.3 3.3-7 7.5-.7-4.2-2.6-6.3-7-7.5 4.4-1.2 6.3-3.3 7-7.5Z" />`,
);
export const clockIcon = icon(svg`<circle cx="12" cy="12" r="8" /><path d="M12 7.8V12l2.8 2" />`);
export const checkIcon = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`, 16);
export const outsideIcon = icon(svg`<path d="M9 6H6v12h12v-3M13 5h6v6M19 5l-8 8" />`, 16);
export const downIcon = icon(svg`<path d="M12 5v14M5.5 12.5 12 19l6.5-6.5" />`, 16);
export const alertIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5v5M12 16.2v.1" />`, 16);
