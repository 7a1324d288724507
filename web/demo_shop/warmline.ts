/** The widget's public face, as a shop sees it. */
export interface WarmlineWindow {
  Warmline?: ((...command: unknown[]) => unknown) & { q?: unknown[][] };
}

/** Calls the widget; before its script is there, the call waits in its queue. */
export function warmline(...command: unknown[]): void {
  const page = window as unknown as WarmlineWindow;
  page.Warmline ??= Object.assign((...queued: unknown[]) => void page.Warmline?.q?.push(queued), {
    q: [] as unknown[][],
  });
  page.Warmline(...command);
}
