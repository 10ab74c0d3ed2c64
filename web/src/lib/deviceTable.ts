/**
 * A table on this device, in a database of its own. Its name holds the account, so that nobody else who uses the
 * browser meets what is in it. Every value carries its `key`.
 */
export class DeviceTable<Row extends { key: string }> {
  readonly #database: Promise<IDBDatabase>;
  readonly #name: string;

  /** Another version of the rows empties the table: what it held cannot be read any more. */
  constructor({ database, table, version }: { database: string; table: string; version: number }) {
    this.#name = table;
    this.#database = open(database, table, version);
    // Storage may be forbidden by the browser: whoever reads or writes learns it then.
    this.#database.catch(() => undefined);
  }

  async all(): Promise<Row[]> {
    return await this.#run("readonly", (store) => store.getAll());
  }

  async get(key: string): Promise<Row | undefined> {
    return await this.#run("readonly", (store) => store.get(key));
  }

  async put(row: Row): Promise<void> {
    await this.#run("readwrite", (store) => store.put(row));
  }

  async delete(key: string): Promise<void> {
    await this.#run("readwrite", (store) => store.delete(key));
  }

  async clear(): Promise<void> {
    await this.#run("readwrite", (store) => store.clear());
  }

  async #run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#database;
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(this.#name, mode, { durability: "strict" });
      const request = work(transaction.objectStore(this.#name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

function open(database: string, table: string, version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, version);
    request.onupgradeneeded = () => {
      if (request.result.objectStoreNames.contains(table)) request.result.deleteObjectStore(table);
      request.result.createObjectStore(table, { keyPath: "key" });
    };
    request.onsuccess = () => {
      // A newer page in another tab may need another version of the rows.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
