/**
 * What was typed into forms and not sent yet, on this device: one database per account, so that nobody else who uses
 * the browser meets it. Fields that save themselves have the autosave queue instead.
 */
const storeName = "draft";
const open = new Map<string, Promise<IDBDatabase>>();

export async function readDraft(accountId: string, key: string): Promise<unknown> {
  return await run(accountId, "readonly", (store) => store.get(key));
}

export async function keepDraft(accountId: string, key: string, value: unknown): Promise<void> {
  await run(accountId, "readwrite", (store) => store.put(value, key));
}

export async function dropDraft(accountId: string, key: string): Promise<void> {
  await run(accountId, "readwrite", (store) => store.delete(key));
}

async function run<T>(
  accountId: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await databaseOf(accountId);
  return await new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, mode);
    const request = work(transaction.objectStore(storeName));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

function databaseOf(accountId: string): Promise<IDBDatabase> {
  const known = open.get(accountId);
  if (known !== undefined) return known;
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(`calitas.drafts.${accountId}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  open.set(accountId, opened);
  return opened;
}
