import { expect, test } from "vitest";
import { base64, logoOf, pictureUrl } from "./logo";

function file(text: string, name: string, type: string): File {
  // The browser of these tests does not read files.
  return Object.assign(new File([text], name, { type }), {
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
  });
}

test("an SVG is sent as it is, letter for letter", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><title>Județ</title></svg>`;
  const logo = await logoOf(file(svg, "stema.svg", "image/svg+xml"));
  const bytes = Uint8Array.from(atob(logo?.content ?? ""), (letter) => letter.charCodeAt(0));
  expect(new TextDecoder().decode(bytes)).toBe(svg);
});

test("what no browser can draw is no logo", async () => {
  expect(await logoOf(file("nu", "stema.png", "image/png"))).toBeNull();
});

test("a picture is shown by its content, not by its name", () => {
  expect(pictureUrl(base64(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d])))).toMatch(/^data:image\/png;/);
  expect(pictureUrl(btoa("<svg/>"))).toMatch(/^data:image\/svg\+xml;/);
});
