/** Files that the server makes and the browser keeps. */
import { ask } from "./bytes";
import { type ApiError, toApiError } from "./error";

type Stated = { errors?: { message: string; extensions?: Record<string, unknown> }[] };

/** Fetches a file as the person who is signed in and hands it to the browser, under the server's name unless told. */
export async function download(path: string, name?: string): Promise<ApiError | null> {
  const unreached: ApiError = { ...toApiError({ message: "" }), code: "NETWORK" };
  try {
    const response = await ask("GET", path);
    if (response.ok) {
      save(await response.blob(), name ?? nameOf(response.headers.get("content-disposition"), path));
      return null;
    }
    const answer = (await response.json()) as Stated;
    const stated = answer.errors?.[0];
    return stated === undefined ? unreached : toApiError(stated);
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
