import type { Language } from "./protocol";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The clock time of a moment, e.g. `14:05`. */
export function clockTime(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    new Date(moment),
  );
}

/** The day of a moment in words: today, yesterday, or the date. */
export function dayInWords(moment: string, language: Language, now: Date = new Date()): string {
  const day = new Date(moment);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(day)) / (24 * HOUR * 1000));
  if (daysAgo === 0 || daysAgo === 1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-daysAgo, "day");
    return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
  }
  return new Intl.DateTimeFormat(regionOf(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const }),
  }).format(day);
}

/** Whether two moments fall on the same day here. */
export function sameDay(one: string, other: string): boolean {
  return startOfDay(new Date(one)) === startOfDay(new Date(other));
}

/** A day written `YYYY-MM-DD`, as `5 grudnia` or `5 December`, whatever the time zone. */
export function calendarDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(regionOf(language), {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** A moment's weekday and date, for "we open again ...". */
export function weekday(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(regionOf(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
  }).format(new Date(moment));
}

/** A moment with its weekday, for "we open again ...". */
export function weekdayAndTime(moment: string, language: Language): string {
  return `${weekday(moment, language)}, ${clockTime(moment, language)}`;
}

/** A wait in the unit a person would say it in, rounded up. */
export function roundedWait(seconds: number): { unit: "moment" | "minutes" | "hours"; count: number } {
  if (seconds < MINUTE) return { unit: "moment", count: 0 };
  if (seconds < 1.5 * HOUR) return { unit: "minutes", count: Math.ceil(seconds / MINUTE) };
  return { unit: "hours", count: Math.ceil(seconds / HOUR) };
}

/** How long ago a moment was, e.g. `5 min temu`, or `teraz`. */
export function timeAgo(moment: string, language: Language, now: Date = new Date()): string {
  const seconds = Math.round((new Date(moment).getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  if (Math.abs(seconds) < MINUTE / 2) return format.format(0, "second");
  if (Math.abs(seconds) < HOUR) return format.format(Math.round(seconds / MINUTE), "minute");
  if (Math.abs(seconds) < 24 * HOUR) return format.format(Math.round(seconds / HOUR), "hour");
  return format.format(Math.round(seconds / (24 * HOUR)), "day");
}

/** English here is Europe's: the day before the month. */
function regionOf(language: Language): string {
  return language === "en" ? "en-GB" : language;
}

function startOfDay(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}
