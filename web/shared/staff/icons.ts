import { svg, html, type SVGTemplateResult, type TemplateResult } from "lit";

/** Strokes on a grid of 24; each is drawn in the colour of the text around it. */
const SHAPES = {
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>`,
  moon: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z"/>`,
  contrast: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor"/>`,
  eye: svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="3"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  up: svg`<path d="M12 19V5M6 11l6-6 6 6"/>`,
  down: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  back: svg`<path d="M19 12H5M11 6l-6 6 6 6"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  sound: svg`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z"/><path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>`,
  muted: svg`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z"/><path d="m16 9.5 5 5M21 9.5l-5 5"/>`,
  bell: svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15Z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>`,
  bellOff: svg`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15Z"/><path d="M3.5 3.5l17 17"/>`,
  verified: svg`<path d="M12 3.5 19 6v6c0 4.2-2.9 7.2-7 8.5C7.9 19.2 5 16.2 5 12V6Z"/><path d="m9 12 2.2 2.2L15.2 10"/>`,
  unverified: svg`<path d="M12 3.5 19 6v6c0 4.2-2.9 7.2-7 8.5C7.9 19.2 5 16.2 5 12V6Z"/><path d="M12 8.5v4M12 15.5v.2"/>`,
  send: svg`<path d="M4.5 12 20 4.5 16 20l-4-6.5Z"/>`,
  person: svg`<circle cx="12" cy="8.5" r="3.8"/><path d="M4.5 20c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>`,
  keyboard: svg`<rect x="2.5" y="6" width="19" height="12.5" rx="2"/><path d="M6.5 10h.1M10 10h.1M13.8 10h.1M17.3 10h.1M8 14.500h8"/>`,
  warning: svg`<path d="M12 4 2.8 19.500h18.400Z"/><path d="M12 10v4.500M12 17v.1"/>`,
  trash: svg`<path d="M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7"/>`,
  picture: svg`<rect x="3.5" y="5" width="17" height="14" rx="2"/><circle cx="9" cy="10" r="1.6"/><path d="m4 17 5-4 3.5 3 3-2.5 5 4"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 6 .4l2.6-2.6a4 4 0 0 0-5.7-5.7L11.7 7.3M14 10a4 4 0 0 0-6-.4l-2.6 2.6a4 4 0 0 0 5.7 5.7l1.2-1.2"/>`,
  phone: svg`<path d="M6.500 3.500h3l1.500 4.500-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4.500 1.500v3a2 2 0 0 1-2 2A16 16 0 0 1 4.500 5.500a2 2 0 0 1 2-2Z"/>`,
  email: svg`<rect x="3" y="5.500" width="18" height="13" rx="2"/><path d="m3.500 7 8.500 6 8.500-6"/>`,
  slash: svg`<path d="M4 5.500h16v11H9l-5 4Z"/><path d="m10.500 14 3-6"/>`,
  lock: svg`<rect x="5" y="10.500" width="14" height="9.500" rx="2"/><path d="M8 10.500V8a4 4 0 0 1 8 0v2.500"/>`,
  gauge: svg`<path d="M4 18a8.500 8.500 0 1 1 16 0"/><path d="m12 14 4-4.500"/><circle cx="12" cy="14.500" r="1.2"/>`,
  chevron: svg`<path d="m8 10 4 4 4-4"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A drawing beside words; it says nothing to screen readers, the words do. */
export function icon(name: IconName, size = 20): TemplateResult {
  return html`
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width=${size}
      height=${size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      ${SHAPES[name]}
    </svg>
  `;
}
