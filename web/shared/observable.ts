import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Something whose changes can be followed. */
export interface Followed {
  /** Calls `listener` after every change; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** A state holder: it changes, says so, and knows nothing of views. */
export abstract class Observable implements Followed {
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Renders its element again after each change of a state holder, even if the element is given another one. */
export class Follow implements ReactiveController {
  #followed: Followed | null = null;
  #stop: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly subject: () => Followed | null | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#turn();
  }

  hostUpdate(): void {
    this.#turn();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#followed = null;
  }

  #turn(): void {
    const subject = this.subject() ?? null;
    if (subject === this.#followed) return;
    this.#stop?.();
    this.#followed = subject;
    this.#stop = subject?.subscribe(() => this.host.requestUpdate());
  }
}
