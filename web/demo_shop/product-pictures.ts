import { svg, type SVGTemplateResult } from "lit";
import type { Product } from "./products";

interface Picture {
  /** The wall behind the thing. */
  ground: string;
  drawing: SVGTemplateResult;
}

/** Drawn on 240 by 200, standing on a line at 172. */
export const PICTURES: Record<Product["id"], Picture> = {
  bedding: {
    ground: "#e6e3d3",
    drawing: svg`
      <rect x="36" y="58" width="168" height="74" rx="10" fill="#b98f63" />
      <rect x="28" y="122" width="184" height="42" rx="10" fill="#f7f3e8" />
      <path d="M28 138c30-16 58-4 92 2s62 2 92-10v24a10 10 0 0 1-10 10H38a10 10 0 0 1-10-10Z" fill="#9fb08a" />
      <path d="M60 142c20-6 30 8 52 6m20 4c24 4 42-2 60-6" stroke="#879a72" stroke-width="3" fill="none" stroke-linecap="round" />
      <rect x="48" y="92" width="62" height="38" rx="14" fill="#fffdf6" />
      <rect x="128" y="92" width="62" height="38" rx="14" fill="#efe7d4" />
      <path d="M40 164v10M200 164v10" stroke="#8f6b45" stroke-width="8" stroke-linecap="round" />`,
  },
  lamp: {
    ground: "#dfe4dc",
    drawing: svg`
      <circle cx="120" cy="92" r="66" fill="#fff4cf" opacity=".55" />
      <path d="M70 96c4-40 28-56 50-56s46 16 50 56Z" fill="#c8663a" />
      <path d="M70 96h100" stroke="#a54e28" stroke-width="5" stroke-linecap="round" />
      <path d="M114 98h12l6 58h-24Z" fill="#ead9bf" />
      <rect x="92" y="156" width="56" height="16" rx="8" fill="#d9c3a0" />`,
  },
  stool: {
    ground: "#e3ddd0",
    drawing: svg`
      <path d="M88 96 74 172M152 96l14 76M120 98v74" stroke="#a9763f" stroke-width="10" stroke-linecap="round" />
      <path d="M84 140h72" stroke="#96652f" stroke-width="6" stroke-linecap="round" />
      <ellipse cx="120" cy="90" rx="58" ry="14" fill="#c99355" />
      <ellipse cx="120" cy="86" rx="58" ry="14" fill="#dcab6e" />
      <path d="M84 84c20-8 52-8 72 0M98 90c14-4 30-4 44 0" stroke="#c2904f" stroke-width="2.5" fill="none" stroke-linecap="round" />`,
  },
  mugs: {
    ground: "#d9e1e0",
    drawing: svg`
      <g fill="none" stroke-width="9"><path d="M112 84c20-4 20 30 0 28" stroke="#566f74" /><path d="M178 120c22-4 22 34 0 32" stroke="#d9cdb5" /><path d="M66 120c-22-4-22 34 0 32" stroke="#b9633a" /></g>
      <path d="M62 70h52v32a18 18 0 0 1-18 18H80a18 18 0 0 1-18-18Z" fill="#6c878c" />
      <path d="M62 70h52v12H62Z" fill="#e9e4d6" />
      <path d="M62 110h56v42a20 20 0 0 1-20 20H82a20 20 0 0 1-20-20Z" fill="#cf774a" />
      <path d="M62 110h56v14H62Z" fill="#f0e2cd" />
      <path d="M126 110h56v42a20 20 0 0 1-20 20h-16a20 20 0 0 1-20-20Z" fill="#efe6d2" />
      <path d="M126 110h56v14h-56Z" fill="#8aa06f" />
      <path d="M138 62c-6-8 6-12 0-20M156 62c-6-8 6-12 0-20" transform="translate(-58 0)" stroke="#fff" stroke-width="4" fill="none" stroke-linecap="round" opacity=".8" />`,
  },
  can: {
    ground: "#dbe6d2",
    drawing: svg`
      <path d="M148 112l50-44" stroke="#8b9ba0" stroke-width="12" stroke-linecap="round" />
      <path d="M186 56l26 26" stroke="#74858b" stroke-width="12" stroke-linecap="round" />
      <path d="M70 108c-44-8-44 50-2 50" stroke="#74858b" stroke-width="9" fill="none" />
      <path d="M76 98c0-46 60-46 64 0" stroke="#74858b" stroke-width="8" fill="none" />
      <path d="M66 98h88l-6 74H72Z" fill="#a9b8bb" />
      <path d="M66 98h88l-1 14H67ZM71 156h78l-1 8H72Z" fill="#c3cfd1" />
      <g fill="#7fb0c4"><circle cx="206" cy="98" r="3" /><circle cx="218" cy="92" r="3" /><circle cx="214" cy="110" r="3" /><circle cx="224" cy="106" r="3" /></g>`,
  },
  pot: {
    ground: "#ecdccb",
    drawing: svg`
      <path d="M120 122c0-30 2-52 0-80M120 96c-14-8-24-20-28-34M120 88c14-8 26-22 30-38" stroke="#4f6b3a" stroke-width="5" fill="none" stroke-linecap="round" />
      <g fill="#6d9150"><path d="M120 46c-16-8-18-24-4-34 14 8 18 22 4 34ZM92 66c-20 2-30-10-26-26 18-2 28 10 26 26ZM150 54c-2-18 10-28 26-26 4 16-8 28-26 26Z" /></g>
      <g fill="#557a3f"><path d="M104 92c-16 10-32 6-38-10 14-10 30-6 38 10ZM136 84c6-16 22-22 36-12-4 16-20 22-36 12ZM120 74c-16 2-24-8-22-20 14 0 22 8 22 20Z" /></g>
      <path d="M82 116h76l-10 56H92Z" fill="#c46f47" />
      <rect x="76" y="108" width="88" height="20" rx="5" fill="#d9845a" />`,
  },
  jumper: {
    ground: "#e4d9dc",
    drawing: svg`
      <path d="M92 50 60 64c-10 6-18 50-22 88l26 6 10-44v58h92v-58l10 44 26-6c-4-38-12-82-22-88l-32-14c-8 12-48 12-56 0Z" fill="#a8485a" />
      <path d="M92 50c8 12 48 12 56 0l-6-6c-10 6-34 6-44 0Z" fill="#8d3949" />
      <path d="M74 162h92v10H74ZM38 146l26 6-1 8-26-6ZM202 146l-26 6 1 8 26-6Z" fill="#8d3949" />
      <path d="M82 96l10 10 10-10 10 10 10-10 10 10 10-10 10 10 10-10M82 112l10 10 10-10 10 10 10-10 10 10 10-10 10 10 10-10" stroke="#f1d9cf" stroke-width="4" fill="none" stroke-linejoin="round" stroke-linecap="round" />`,
  },
  slippers: {
    ground: "#dcdfe6",
    drawing: svg`
      <path d="M34 160c0-14 10-30 26-44 12-10 34-8 40 6l14 32c4 10-2 18-12 18H48c-8 0-14-4-14-12Z" fill="#6d7b8f" />
      <path d="M62 116c10-10 32-8 38 6-4 12-32 10-38-6Z" fill="#f3ece0" />
      <path d="M126 160c0-14 10-30 26-44 12-10 34-8 40 6l14 32c4 10-2 18-12 18h-54c-8 0-14-4-14-12Z" fill="#7e8ca0" />
      <path d="M154 116c10-10 32-8 38 6-4 12-32 10-38-6Z" fill="#f3ece0" />
      <path d="M36 164h76M128 164h76" stroke="#c98f55" stroke-width="7" stroke-linecap="round" />
      <path d="M58 140l8 8m0-8-8 8M150 140l8 8m0-8-8 8" stroke="#e8b96a" stroke-width="4" stroke-linecap="round" />`,
  },
};
