import { makeDefaultStorage } from "@urql/exchange-graphcache/default-storage";
import type { Language } from "../i18n/language";

type Storage = ReturnType<typeof makeDefaultStorage>;

/** How long what was read stays on the device: over a night and a weekend, no longer. */
const keptDays = 3;

const open = new Set<Storage>();

/**
 * What an account has read on this device, so that a reload without connection shows it. Read before the cache is made,
 * because the cache does not wait for it. By language, because sentences of the server are among it.
 */
export async function keptBy(accountId: string, language: Language): Promise<Storage> {
  const storage = makeDefaultStorage({ idbName: `calitas.read.${accountId}.${language}`, maxAge: keptDays });
  open.add(storage);
  const data = await storage.readData();
  return { ...storage, readData: () => Promise.resolve(data) };
}

/** Forgets what was read, when an account leaves the device. */
export async function forgetKept(): Promise<void> {
  await Promise.allSettled([...open].map((storage) => storage.clear()));
}
