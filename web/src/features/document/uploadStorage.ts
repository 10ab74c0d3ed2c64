/** Files that wait to be sent, on this device: one database per account, so that nobody else meets them. */
import type { Way } from "./transfer";

export type Kept = {
  key: string;
  evidenceId: string;
  name: string;
  size: number;
  file: Blob;
  /** The upload on the server, once it was started. */
  upload: Way | null;
};

const storeName = "upload";

export class UploadStorage {
  readonly accountId: string;
  readonly #database: Promise<IDBDatabase>;

  constructor(accountId: string) {
    this.accountId = accountId;
    this.#database = open(`calitas.uploads.${accountId}`);
  }

  async all(): Promise<Kept[]> {
    return await this.#run("readonly", (store) => store.getAll());
  }

  async get(key: string): Promise<Kept | undefined> {
    return await this.#run("readonly", (store) => store.get(key));
  }

  async put(kept: Kept): Promise<void> {
    await this.#run("readwrite", (store) => store.put(kept));
  }

  async delete(key: string): Promise<void> {
    await this.#run("readwrite", (store) => store.delete(key));
  }

  async #run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#database;
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
