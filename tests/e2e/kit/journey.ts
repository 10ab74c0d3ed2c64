import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { Api } from "./api.ts";
import { Faults } from "./faults.ts";
import { address } from "./product.ts";

type Kit = {
  faults: Faults;
  /** A browser of its own; with an address of the demonstration, signed in. */
  browse: (email: string | null, options?: BrowserContextOptions) => Promise<Page>;
  /** The API as one person. */
  api: (email: string) => Promise<Api>;
};

/** A journey: browsers that count every fault, and the API to prepare what it needs. */
export const test = base.extend<Kit>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed from here
  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    expect(faults.unexpected(), "errors in the console, failed or foreign requests").toEqual([]);
  },

  browse: async ({ browser, faults }, use) => {
    await use(async (email, options) => {
      const context = await browser.newContext(options);
      const at = options?.baseURL ?? address;
      faults.watch(context, at);
      if (email !== null) await Api.signedIn(context.request, email, at);
      return await context.newPage();
    });
    for (const context of browser.contexts()) await context.close();
  },

  api: async ({ playwright }, use) => {
    const request = await playwright.request.newContext();
    await use((email) => Api.signedIn(request, email));
    await request.dispose();
  },
});

export { expect } from "@playwright/test";
