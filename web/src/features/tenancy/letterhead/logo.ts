/** Pictures for the head of documents, made such that every document can hold them. */

/** A picture in Base64. */
export type Logo = { content: string };

/** Largest side of what is sent, in pixels: more than a printer shows at the size of a logo. */
const SIDE = 900;

/** The picture as an address of itself, for showing. */
export function pictureUrl(content: string): string {
  const kind = content.startsWith("iVBOR") ? "image/png" : "image/svg+xml";
  return `data:${kind};base64,${content}`;
}

/** An SVG as it is; any other picture as a PNG of a fitting size. Null for what this browser cannot draw. */
export async function logoOf(file: File): Promise<Logo | null> {
  if (file.type === "image/svg+xml") return { content: base64(new Uint8Array(await file.arrayBuffer())) };
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const [, content] = canvas.toDataURL("image/png").split(",");
    return content ? { content } : null;
  } catch {
    return null;
  }
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
