/** The queue on this device: one database per account, so that nobody else who uses the browser meets it. */
import type { FieldConflict } from "../api/error";

/** One field that was typed and not yet confirmed by the server. */
export type Pending = {
  /** Object and field: typing again replaces what waits. */
  key: string;
  /** The institution the object belongs to, and where to find the field again. */
  tenantId: string;
  place: { label: string; href: string };
  /** The mutation with its text: it can be sent without the page that wrote it. */
  document: { id: string; text: string };
  objectId: string;
  field: string;
  value: unknown;
  /** The version of the object whose value the person saw when starting to type. */
  expectedVersion: number;
  changedAt: string;
  /** Set when the server refused: such an entry is kept for the person and not sent again by itself. */
  stopped:
    | null
    | { kind: "refused"; message: string }
    | { kind: "conflict"; conflict: FieldConflict; currentVersion: number };
};

const storeName = "pending";

export class PendingStorage {
  readonly #database: Promise<IDBDatabase>;

  constructor(accountId: string) {
    this.#database = open(`calitas.${accountId}`);
  }

  async all(): Promise<Pending[]> {
    return await this.#run("readonly", (store) => store.getAll());
  }

  async get(key: string): Promise<Pending | undefined> {
    return await this.#run("readonly", (store) => store.get(key));
  }

  async put(pending: Pending): Promise<void> {
    await this.#run("readwrite", (store) => store.put(pending));
  }

  async delete(key: string): Promise<void> {
    await this.#run("readwrite", (store) => store.delete(key));
  }

  async #run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#database;
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode, { durability: "strict" });
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
