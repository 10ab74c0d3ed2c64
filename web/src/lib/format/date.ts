/**
 * Dates as people read and type them. A calendar date is `YYYY-MM-DD` and has no time zone; an instant is shown in
 * Bucharest, where every deadline ends.
 */
import { language } from "../i18n/language";

const zone = "Europe/Bucharest";
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language.get() === "ro" ? "ro-RO" : "en-GB";
  const key = locale + JSON.stringify(options);
  let found = formatters.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, found);
  }
  return found;
}

const onDay = (date: string) => new Date(`${date}T12:00:00Z`);

/** 22 ianuarie 2027 */
export function longDate(date: string): string {
  return formatter({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(onDay(date));
}

/** 22.01.2027 in Romanian, 22 Jan 2027 in English. */
export function shortDate(date: string): string {
  const month = language.get() === "ro" ? "2-digit" : "short";
  const day = language.get() === "ro" ? "2-digit" : "numeric";
  return formatter({ day, month, year: "numeric", timeZone: "UTC" }).format(onDay(date));
}

/** A day as it is read, or what was typed while it is none; nothing for nothing. */
export function dayInWords(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? shortDate(text) : text;
}

/** 20 ian., with the year when it is not this one. */
export function dayMonth(date: string, today = todayInBucharest()): string {
  const year = date.slice(0, 4) === today.slice(0, 4) ? undefined : ("numeric" as const);
  return formatter({ day: "numeric", month: "short", year, timeZone: "UTC" }).format(onDay(date));
}

/** ian. 2027 */
export function monthYear(date: string): string {
  return formatter({ month: "short", year: "numeric", timeZone: "UTC" }).format(onDay(date));
}

/** ianuarie 2027 */
export function monthTitle(date: string): string {
  return formatter({ month: "long", year: "numeric", timeZone: "UTC" }).format(onDay(date));
}

/** vineri */
export function weekday(date: string): string {
  return formatter({ weekday: "long", timeZone: "UTC" }).format(onDay(date));
}

/** 14:05 */
export function clock(instant: string | Date): string {
  return formatter({ hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(instant));
}

/** 22.01.2027, 14:05 */
export function shortInstant(instant: string | Date): string {
  return `${shortDate(dateInBucharest(new Date(instant)))}, ${clock(instant)}`;
}

/** The calendar date of an instant in Bucharest. */
export function dateInBucharest(instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(instant);
}

export function todayInBucharest(): string {
  return dateInBucharest(new Date());
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((onDay(to).getTime() - onDay(from).getTime()) / 86_400_000);
}

export function addDays(date: string, days: number): string {
  return new Date(onDay(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

const romanianMonths = "ian feb mar apr mai iun iul aug sep oct nov dec noi".split(" ");
const englishMonths = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * Reads what a person typed: 1.2.27, 01/02/2027, 1 feb 2027, 2027-02-01, 1.2 (this year), azi, mâine.
 * Undefined when it is not a date; the typed text then stays in the field.
 */
export function parseDate(typed: string, today = todayInBucharest()): string | undefined {
  const text = typed.trim().toLocaleLowerCase("ro").normalize("NFD").replace(/\p{M}/gu, "");
  if (text === "azi" || text === "today") return today;
  if (text === "maine" || text === "tomorrow") return addDays(today, 1);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)\.?(?:[\s./-]+(\d{4}|\d{2}))?\.?$/.exec(text);
  if (parts === null) return undefined;
  const [, day, month, year] = parts as unknown as [string, string, string, string | undefined];
  return checked(fullYear(year, today), monthNumber(month), Number(day));
}

function fullYear(typed: string | undefined, today: string): number {
  if (typed === undefined) return Number(today.slice(0, 4));
  return typed.length === 2 ? 2000 + Number(typed) : Number(typed);
}

function monthNumber(typed: string): number {
  if (/^\d/.test(typed)) return Number(typed);
  const start = typed.slice(0, 3);
  const at = Math.max(romanianMonths.indexOf(start), englishMonths.indexOf(start));
  return at === 12 ? 11 : at + 1;
}

function checked(year: number, month: number, day: number): string | undefined {
  const date = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const real = new Date(`${date}T12:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === date ? date : undefined;
}
