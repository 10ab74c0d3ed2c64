import { expect, type Locator, type Page } from "@playwright/test";

/** Fills in the door and knocks. */
export async function signIn(page: Page, email: string, password: string, language: "ro" | "en" = "ro") {
  const ro = language === "ro";
  await page.getByLabel(ro ? "Adresa de e-mail" : "E-mail address").fill(email);
  await page.getByLabel(ro ? "Parola" : "Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: ro ? "Autentificați-vă" : "Sign in" }).click();
}

/** Waits until the page says that all it holds is with the server. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole("main").getByText(/^Salvat la/)).toBeVisible({ timeout: 20_000 });
}

/** The one place that lists what the server does not have. */
export async function openUnsent(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^Netrimise/ }).click();
  return page.getByRole("dialog", { name: "Modificări netrimise" });
}

/** Takes a step that asks once more, and says yes to what it means. */
export async function confirmed(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog", { name }).getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}
