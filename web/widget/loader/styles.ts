/**
 * The launcher's look: the few values it needs of shared/tokens.css, since that file cannot come along.
 *
 * What places the host is `!important`: there, and only there, a shop's own style could otherwise win.
 */
export const STYLES = `
:host {
  all: initial;
  --accent: #a8431b; --accent-ink: #fff; --surface: #fffdfa; --line: #e4d9cc; --danger: #a2222a; --focus: #0b5cb8;
  display: block !important; position: fixed !important; z-index: 2147483000 !important; transform: none !important;
  inset: auto 20px 20px auto !important; color-scheme: light;
}
:host([data-scheme="dark"]) {
  --accent: #f0a07a; --accent-ink: #2b1206; --surface: #201c19; --line: #3c352f; --focus: #8ec5ff;
  color-scheme: dark;
}
@media (prefers-color-scheme: dark) {
  :host([data-scheme="auto"]) {
    --accent: #f0a07a; --accent-ink: #2b1206; --surface: #201c19; --line: #3c352f; --focus: #8ec5ff;
    color-scheme: dark;
  }
}
:host([data-position="left"]) { inset: auto auto 20px 20px !important; }
[hidden] { display: none !important; }
button {
  position: relative; display: grid; place-items: center; width: 60px; height: 60px; margin: 0; padding: 0;
  border: 0; border-radius: 50%; background: var(--accent); color: var(--accent-ink); cursor: pointer;
  box-shadow: 0 6px 20px #0000003d; transition: transform 160ms;
}
button:hover { transform: translateY(-2px); }
button:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; }
svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
.badge {
  position: absolute; top: -4px; right: -4px; min-width: 22px; padding: 0 6px; box-sizing: border-box;
  border-radius: 11px; background: #a2222a; color: #fff; box-shadow: 0 0 0 2px var(--surface);
  font: 650 13px/22px system-ui, sans-serif; text-align: center;
}
iframe {
  position: fixed; right: 20px; bottom: 92px; width: 400px; height: min(680px, calc(100vh - 112px));
  border: 1px solid var(--line); border-radius: 18px; background: var(--surface);
  box-shadow: 0 16px 48px #0000003d; visibility: hidden; opacity: 0; transform: translateY(10px);
  transition: opacity 180ms, transform 180ms, visibility 0s 180ms;
}
:host([data-position="left"]) iframe { right: auto; left: 20px; }
:host([data-open]) iframe { visibility: visible; opacity: 1; transform: none; transition-delay: 0s; }
@media (max-width: 480px), (max-height: 460px) {
  iframe, :host([data-position="left"]) iframe {
    top: var(--top, 0); left: 0; right: auto; bottom: auto; width: 100%; height: var(--height, 100dvh);
    border: 0; border-radius: 0;
  }
  :host([data-open]) button { display: none; }
}
@media (prefers-reduced-motion: reduce) { button, iframe { transition: none; } }
@media print { :host { display: none !important; } }
`.replace(/\s+/g, " ");
