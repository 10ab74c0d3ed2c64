import { expect, type Page } from "@playwright/test";
import { expectNoSidewaysScroll } from "./looks.ts";

/** What WCAG 1.4.12 lets a reader do to every text. */
const spaced = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

/** With the reader's own spacing no text is cut off and none lies over another, on a phone and on a desktop. */
export async function expectRoomForSpacedText(page: Page): Promise<void> {
  // A sheet made by script: a style element would be refused by the content security policy.
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, spaced);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(textsInTrouble), `spaced texts at ${width} px`).toEqual([]);
    await expectNoSidewaysScroll(page);
  }
}

/** Runs in the page: each text that is cut by a box that does not scroll, or that lies over another text. */
function textsInTrouble(): string[] {
  type Piece = { node: Text; text: string; top: number; left: number; bottom: number; right: number };
  const slack = 2;
  const found = new Set<string>();
  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    const text = node.data.trim();
    const parent = node.parentElement;
    if (text === "" || parent === null || !parent.checkVisibility({ visibilityProperty: true })) continue;
    // Names for those who listen, and lists that the browser itself draws.
    if (parent.closest(".visually-hidden, option, script, style") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    let lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    let isApart = false;
    for (let box: Element | null = parent; box !== null && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      const { top, left, bottom, right, width } = box.getBoundingClientRect();
      if (style.clipPath !== "none" || width <= 1) isApart = true;
      // What stands still lies over what is scrolled below it.
      if (/fixed|sticky/.test(style.position)) isApart = true;
      // Shortened on purpose: the whole of it is one activation away.
      if (style.webkitLineClamp !== "none" && box.closest("a, button") !== null) isApart = true;
      if (isApart) break;
      // What scrolls is not cut off; what is scrolled away lies nowhere.
      if (/auto|scroll/.test(style.overflow))
        lines = lines.filter(
          (line) =>
            line.top >= top - slack &&
            line.bottom <= bottom + slack &&
            line.left >= left - slack &&
            line.right <= right + slack,
        );
      const isCut = /hidden|clip/.test(style.overflow) || box.matches("button, [role='button']");
      if (!isCut) continue;
      const out = lines.some(
        (line) =>
          line.top < top - slack ||
          line.bottom > bottom + slack ||
          line.left < left - slack ||
          line.right > right + slack,
      );
      if (out) found.add(`cut off: ${text.slice(0, 60)}`);
    }
    if (isApart) continue;
    for (const { top, left, bottom, right } of lines) pieces.push({ node, text, top, left, bottom, right });
  }
  pieces.sort((one, other) => one.top - other.top);
  pieces.forEach((one, at) => {
    for (let next = at + 1; next < pieces.length; next += 1) {
      const other = pieces[next] as Piece;
      if (other.top >= one.bottom - slack) break;
      const isBeside = other.left >= one.right - slack || other.right <= one.left + slack;
      if (other.node === one.node || isBeside) continue;
      // Rows of one paragraph touch: only what covers a good part of the letters counts.
      const shared = Math.min(one.bottom, other.bottom) - other.top;
      if (shared > 0.3 * Math.min(one.bottom - one.top, other.bottom - other.top)) {
        found.add(`over each other: ${one.text.slice(0, 40)} | ${other.text.slice(0, 40)}`);
      }
    }
  });
  return [...found];
}
