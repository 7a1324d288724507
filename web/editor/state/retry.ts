/** Milliseconds before the next tries; the last one stays. */
const WAITS = [3_000, 6_000, 12_000, 30_000] as const;

/** Tries something again after growing waits, until it is told to stop. */
export class Retry {
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly again: () => void) {}

  get waiting(): boolean {
    return this.#timer !== undefined;
  }

  later(): void {
    clearTimeout(this.#timer);
    const wait = WAITS[Math.min(this.#tries, WAITS.length - 1)];
    this.#tries += 1;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.again();
    }, wait);
  }

  /** Forgets what was to be tried. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tries = 0;
  }
}
