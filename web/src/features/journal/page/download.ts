import { accessToken, isFresh, renew } from "../../../lib/session/token";

/** Fetches a file with the token of the session and hands it to the browser to keep. False when that failed. */
export async function downloadFile(address: string, name: string): Promise<boolean> {
  if (!isFresh()) await renew();
  const token = accessToken();
  try {
    const answer = await fetch(address, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) return false;
    save(await answer.blob(), name);
    return true;
  } catch {
    return false;
  }
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
