import type { KeyValueStore } from "../../shared/key-value-store";
import { Observable } from "../../shared/observable";

const SOUND_KEY = "warmline.agent.sound";
const DESKTOP_KEY = "warmline.agent.desktop";

/** What the browser can do to call somebody. */
export interface Bell {
  beep(): void;
  readonly permission: NotificationPermission | "unsupported";
  ask(): Promise<NotificationPermission>;
  show(title: string, body: string, tag: string, onClick: () => void): void;
}

/** How the agent wants to be called, and the calling. */
export class Alerts extends Observable {
  constructor(
    private readonly bell: Bell,
    private readonly store: KeyValueStore,
  ) {
    super();
  }

  /** On unless switched off. */
  get sound(): boolean {
    return this.store.get(SOUND_KEY) !== "off";
  }

  /** Off unless switched on and allowed by the browser. */
  get desktop(): boolean {
    return this.bell.permission === "granted" && this.store.get(DESKTOP_KEY) === "on";
  }

  get canNotify(): boolean {
    return this.bell.permission !== "unsupported";
  }

  /** Whether the browser has been told never to show notifications. */
  get denied(): boolean {
    return this.bell.permission === "denied";
  }

  toggleSound(): void {
    this.store.set(SOUND_KEY, this.sound ? "off" : "on");
    if (this.sound) this.bell.beep();
    this.changed();
  }

  async toggleDesktop(): Promise<void> {
    if (this.desktop) this.store.set(DESKTOP_KEY, "off");
    else if (this.bell.permission === "granted" || (await this.bell.ask()) === "granted")
      this.store.set(DESKTOP_KEY, "on");
    this.changed();
  }

  /** Calls the agent; `tag` keeps several calls about one thing from piling up. */
  call(title: string, body: string, tag: string, onClick: () => void): void {
    if (this.sound) this.bell.beep();
    if (this.desktop) this.bell.show(title, body, tag, onClick);
  }
}
