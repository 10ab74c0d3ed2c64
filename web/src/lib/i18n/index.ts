import { setupI18n } from "@lingui/core";
import { remember } from "../device";
import { useStore } from "../store";
import { type Language, language } from "./language";

/** The texts of each namespace; a feature adds its own by declaration merging in its routes file. */
// biome-ignore lint/suspicious/noEmptyInterface: features extend it
export interface Catalogues {}

export type Namespace = keyof Catalogues;
type Values = Record<string, string | number | null>;

/** Says a text of one namespace in the reader's language. */
export type Say<N extends Namespace> = (key: Catalogues[N], values?: Values) => string;

const files = import.meta.glob<{ default: Record<string, never> }>("/src/{ui,app,features/*}/locales/*.json");
const i18n = setupI18n({ locale: language.get(), messages: { ro: {}, en: {} } });
const wanted = new Set<string>();
const loaded = new Set<string>();

document.documentElement.lang = language.get();

/** Fetches the texts of a namespace before its pages are shown. */
export async function loadTexts(namespace: Namespace): Promise<void> {
  wanted.add(namespace);
  await load(namespace, language.get());
}

async function load(namespace: string, locale: Language): Promise<void> {
  const id = `${namespace}/${locale}`;
  if (loaded.has(id)) return;
  const suffix = `/${namespace}/locales/${locale}.json`;
  const file = Object.keys(files).find((name) => name.endsWith(suffix));
  const texts = await (file === undefined ? undefined : files[file]?.());
  if (texts === undefined) throw new Error(`no texts for ${namespace} in ${locale}`);
  i18n.load(locale, texts.default);
  loaded.add(id);
}

/** Changes the language of the whole page. The client of the API follows, because sentences of the server change too. */
export async function setLanguage(next: Language): Promise<void> {
  if (next === language.get()) return;
  await Promise.all([...wanted].map((namespace) => load(namespace, next)));
  i18n.activate(next);
  document.documentElement.lang = next;
  language.set(next);
}

/** A reader's own choice: kept on this device. */
export async function chooseLanguage(next: Language): Promise<void> {
  remember("language", next);
  await setLanguage(next);
}

/** The texts of a namespace; the component is drawn again when the language changes. */
export function useI18n<N extends Namespace>(namespace: N): { t: Say<N>; language: Language } {
  return { t: textsOf(namespace), language: useStore(language) };
}

/** The same outside components. */
export function textsOf<N extends Namespace>(namespace: N): Say<N> {
  return (key, values) => i18n._(`${namespace}.${String(key)}`, values);
}
