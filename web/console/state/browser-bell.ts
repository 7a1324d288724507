import type { Bell } from "./alerts";

/** Two soft tones, the second a fifth higher: heard, not feared. Hertz, and seconds after the start. */
const TONES = [
  { pitch: 587, at: 0 },
  { pitch: 880, at: 0.16 },
];
const TONE_LENGTH = 0.28;
const LOUDNESS = 0.12;

/** The browser's own sound and notifications. */
export class BrowserBell implements Bell {
  #audio: AudioContext | null = null;

  get permission(): NotificationPermission | "unsupported" {
    return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
  }

  ask(): Promise<NotificationPermission> {
    return Notification.requestPermission();
  }

  beep(): void {
    // A page that nobody has touched yet may not sound; its tones would pile up and all come at the first touch.
    if (!navigator.userActivation.hasBeenActive) return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state === "suspended") void this.#audio.resume();
    for (const { pitch, at } of TONES) this.#tone(this.#audio, pitch, this.#audio.currentTime + at);
  }

  show(title: string, body: string, tag: string, onClick: () => void): void {
    const shown = new Notification(title, { body, tag });
    shown.onclick = () => {
      window.focus();
      onClick();
      shown.close();
    };
  }

  #tone(audio: AudioContext, pitch: number, start: number): void {
    const oscillator = audio.createOscillator();
    const volume = audio.createGain();
    oscillator.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + TONE_LENGTH);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(start);
    oscillator.stop(start + TONE_LENGTH);
  }
}
