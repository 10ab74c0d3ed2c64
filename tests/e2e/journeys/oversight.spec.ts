import { expect, test } from "../kit/journey.ts";
import { people } from "../kit/product.ts";
import { demonstrated } from "../kit/world.ts";

test("the mayor's office says what it looks for, and the institution reads it in its journal", async ({
  browse,
  api,
}) => {
  const { plan } = await demonstrated(await api(people.quality));
  const page = await browse(people.oversight);
  await page.goto(`/m/sector-6/plans/${plan}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("De ce consultați planul instituției?");
  await page.getByRole("button", { name: "Verificare" }).click();
  await expect(page.getByRole("banner")).toContainText("Scop: verificare. Consultarea se înregistrează.");
  await expect(page.getByRole("table")).toBeVisible();
  // Once a sitting: coming back neither asks nor records again.
  await page.reload();
  await expect(page.getByRole("table")).toBeVisible();

  const inside = await browse(people.head);
  await inside.goto(`/i/ps6/plans/${plan}?view=about`);
  const entries = inside
    .getByRole("listitem")
    .filter({ hasText: "Planul a fost consultat din vederea municipală" });
  await expect(entries.first()).toContainText("Scopul consultării");
  await expect(entries.first()).toContainText("Verificare");
  await expect(entries.first()).toContainText("Biroul primarului");
  await expect(entries.filter({ hasText: "Verificare" })).toHaveCount(1);
});
