import { expect, type Page } from "@playwright/test";

/** The link in the newest mail to somebody, read from the mailbox page of the demonstration. */
export async function linkFor(page: Page, recipient: string, subject: RegExp): Promise<string> {
  const mail = page
    .getByRole("article")
    .filter({ hasText: recipient })
    .filter({ has: page.getByRole("heading", { name: subject }) });
  await expect(async () => {
    await page.goto("/mailbox");
    await expect(mail.first()).toBeVisible({ timeout: 500 });
  }).toPass();
  const link = await mail.first().getByRole("link").first().getAttribute("href");
  expect(link, "the mail has a link").not.toBeNull();
  return link as string;
}
