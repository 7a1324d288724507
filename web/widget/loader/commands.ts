import type { Warmline } from "./warmline";

export type Command = [method: string, ...parameters: unknown[]];

/** `Warmline("open")` before the script is there, and after; the methods themselves once it is. */
export type WarmlineFunction = ((...command: Command) => unknown) & { q?: ArrayLike<unknown>[] };

const METHODS = [
  "open",
  "close",
  "toggle",
  "show",
  "hide",
  "setUser",
  "setPage",
  "setCart",
  "setAttributes",
  "setLocale",
  "setColorScheme",
  "reset",
  "on",
  "destroy",
] as const satisfies (keyof Warmline)[];

/** Makes `window.Warmline`: a function that takes commands, with each command as a method too. */
export function commandsFor(warmline: Warmline): WarmlineFunction & Pick<Warmline, (typeof METHODS)[number]> {
  const run = (method: string, ...parameters: unknown[]): unknown => {
    if (!(METHODS as readonly string[]).includes(method)) {
      console.warn(`Warmline has no command "${method}"; it has ${METHODS.join(", ")}.`);
      return undefined;
    }
    return (warmline[method as (typeof METHODS)[number]] as (...given: unknown[]) => unknown)(...parameters);
  };
  const methods = METHODS.map((method) => [method, run.bind(null, method)]);
  return Object.assign(run, Object.fromEntries(methods));
}

/** Carries out what the page asked for before the script had loaded, in that order. */
export function runQueued(run: WarmlineFunction, stub: WarmlineFunction | undefined): void {
  for (const command of Array.from(stub?.q ?? [])) run(...(Array.from(command) as Command));
}
