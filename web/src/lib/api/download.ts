/** Files that the server makes and the browser keeps. */
import { ask, refusalIn } from "./bytes";
import { type ApiError, unreached } from "./error";

/**
 * Fetches a file as the person who is signed in and hands it to the browser, under the server's name unless told. What
 * the server makes the file of is sent along.
 */
export async function download(
  path: string,
  name?: string,
  sent?: Blob,
  signal?: AbortSignal,
): Promise<ApiError | null> {
  try {
    const response = await ask(sent === undefined ? "GET" : "POST", path, {}, sent, signal);
    if (response.ok) {
      const file = await response.blob();
      signal?.throwIfAborted();
      save(file, name ?? nameOf(response.headers.get("content-disposition"), path));
      return null;
    }
    return await refusalIn(response);
  } catch {
    return unreached;
  }
}

/** The true name of a file (RFC 6266), or the end of its address. */
export function nameOf(disposition: string | null, path: string): string {
  const exact = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];
  if (exact !== undefined) return decodeURIComponent(exact);
  return path.split("?")[0]?.split("/").at(-1) ?? "";
}

/** Hands a file to the browser to keep. */
export function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
