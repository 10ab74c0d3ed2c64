import { expect, type Locator, type Page } from "@playwright/test";

type Focus = { name: string; isLost: boolean; isMarked: boolean; isInView: boolean };

/** Walks by Tab until the target has the focus; on the way the focus is always somewhere, marked and in view. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  let losses = 0;
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press(key);
    const focus = await focused(page);
    // Once round: past the last element the browser itself has the focus.
    losses += focus.isLost ? 1 : 0;
    expect(losses, "the focus is lost").toBeLessThan(2);
    if (!focus.isLost) {
      expect(focus.isMarked, `the focus on „${focus.name}” is not marked`).toBe(true);
      expect(focus.isInView, `the focus on „${focus.name}” is out of view`).toBe(true);
    }
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Walks to a control and presses it. */
export async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Walks to a field and types, over what stands there. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Walks to a field in which one of many is found by typing, and takes the first. */
export async function pick(page: Page, target: Locator, text: string): Promise<void> {
  await type(page, target, text);
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(target).toHaveAttribute("aria-expanded", "false");
}

/** Something on the page, not the page itself, has the focus. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(async () => (await focused(page)).isLost, { message: "the focus is lost" }).toBe(false);
}

function focused(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || element === document.documentElement) {
      return { name: "", isLost: true, isMarked: false, isInView: false };
    }
    const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
    const marks = [element, element.parentElement, element.parentElement?.parentElement].map((one) => {
      if (!(one instanceof Element)) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
    });
    return {
      name: element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? element.tagName,
      isLost: false,
      // A heading is where the page puts the focus when what had it has just gone; Tab does not lead there.
      isMarked: marks.includes(true) || (element instanceof HTMLHeadingElement && element.tabIndex < 0),
      isInView: width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
    };
  });
}
