import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** The window most journeys see. */
export const desktop = { width: 1280, height: 900 };

/** A desktop, and the same at 400 % zoom, which is also a small phone held across. */
const sizes = [
  { width: 1280, height: 900 },
  { width: 320, height: 640 },
] as const;
const schemes = ["light", "dark"] as const;
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** Holds the page that is open to what every page owes: at each size, and in the dark, whose colours know no size. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectFrame(page);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNoSidewaysScroll(page);
    for (const colorScheme of size === sizes[0] ? schemes : (["light"] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
      await expectNoViolation(page, size.width, colorScheme);
    }
  }
  await expectRoomAtFourHundredPercent(page);
}

/** One heading, a title that says it, a language. */
async function expectFrame(page: Page): Promise<void> {
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveCount(1);
  const words = ((await heading.textContent()) ?? "").trim().split(/\s+/).at(-1) ?? "";
  expect(words).not.toBe("");
  await expect.poll(() => page.title(), { message: "the title says the heading" }).toContain(words);
  expect(await page.title()).toMatch(/· Calitas$/);
  await expect(page.locator("html")).toHaveAttribute("lang", /^(ro|en)$/);
}

/** Nothing is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("main *, header *, nav *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName} ${element.textContent?.trim().slice(0, 60)}`);
  });
  expect(wide, `what is wider than ${page.viewportSize()?.width} px`).toEqual([]);
}

/** Nothing that axe finds grave. It is brought once to each page and tells what is wrong, not all that is right. */
export async function expectNoViolation(
  page: Page,
  width: number,
  scheme: (typeof schemes)[number] = "light",
): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  await page.evaluate(drawn);
  // In the dark only colours differ.
  const runOnly = scheme === "dark" ? ["color-contrast"] : rules;
  const grave = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"], iframes: false });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(
        ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
      );
  }, runOnly);
  expect(grave, `axe at ${width} px, ${scheme}`).toEqual([]);
}

/** Runs in the page: what the last change of size or colours set going is drawn. */
async function drawn(): Promise<void> {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(changing.map(({ finished }) => finished));
}

type Axe = Pick<typeof axe, "run">;

/** 1280 by 1024 at 400 %: what stands still leaves at least half of the height to read in. */
async function expectRoomAtFourHundredPercent(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 256 });
  const covered = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => ["fixed", "sticky"].includes(getComputedStyle(element).position))
      .map((element) => element.getBoundingClientRect())
      .filter(({ width, top, bottom }) => width >= innerWidth * 0.9 && bottom > 0 && top < innerHeight)
      .reduce((sum, { top, bottom }) => sum + Math.min(bottom, innerHeight) - Math.max(top, 0), 0),
  );
  expect(covered, "pixels of 256 under what stands still").toBeLessThanOrEqual(128);
  await expectNoSidewaysScroll(page);
}
