import { expect, test } from "../kit/journey.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../kit/looks.ts";
import { people } from "../kit/product.ts";

test("help opens over what is being typed and leaves it as it was", async ({ browse }) => {
  const page = await browse(people.quality);
  await page.goto("/i/ps6/plans?new=plan");
  const title = page.getByLabel("Titlul");
  await title.fill("Plan început și întrerupt");

  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "Planuri" });
  await expect(help.getByRole("heading", { level: 2, name: "Planuri" })).toBeFocused();
  await expect(help.getByText("Începeți un plan nou", { exact: false })).toBeVisible();
  await expect(help.getByText("Versiune aprobată")).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await expect(title).toBeFocused();
  await expect(title).toHaveValue("Plan început și întrerupt");
});

test("all help is one list, on a phone too", async ({ browse }) => {
  const page = await browse(people.unitHead, { viewport: { width: 320, height: 640 } });
  await page.goto("/calendar");
  await page.getByRole("button", { name: "Contul:" }).click();
  await page.getByRole("menuitem", { name: "Ajutor pentru această pagină" }).click();
  const help = page.getByRole("dialog", { name: "Calendar" });
  await expect(help).toBeVisible();
  await expectNoSidewaysScroll(page);
  await help.getByRole("link", { name: "Tot ajutorul" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ajutor" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("link", { name: "Compartimente" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compartimente" })).toBeVisible();
  await expect(page).toHaveURL(/\/help\/units$/);

  await page.goto("/help/nimic");
  await expect(
    page.getByRole("heading", { level: 1, name: "Nu există ajutor cu acest nume." }),
  ).toBeVisible();
});

test("who stands before the door has help as well", async ({ browse }) => {
  const page = await browse(null);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Ajutor pentru această pagină" }).click();
  const help = page.getByRole("dialog", { name: "Autentificarea" });
  await expect(help.getByText("Cod de recuperare")).toBeVisible();
  await expect(help.getByRole("link")).toHaveCount(0);
});
