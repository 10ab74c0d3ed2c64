import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";

const address = "control/deadlines";

test("the city hall decides the deadlines of the year, which hold in the institutions under it", async ({
  browse,
}) => {
  const hall = await browse(people.secretariat);
  const row = (page: typeof hall, name: string) => page.getByRole("row", { name });

  await test.step("the city hall decides another day; a wrong one is named and stays on screen", async () => {
    await hall.goto("/i/ps6/control");
    await hall.getByRole("link", { name: "Termenele anului" }).click();
    await expect(hall.getByRole("heading", { level: 1 })).toHaveText("Termenele anului");
    await hall.getByRole("button", { name: "Stabiliți termenele" }).click();
    const form = hall.getByRole("form", { name: "Stabiliți termenele" });
    const report = form.getByRole("textbox", { name: "Raportul anual (Anexa 4.3)" });
    await report.fill("mâine");
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(form.getByText("Scrieți ziua și luna, de exemplu 20.01").first()).toBeVisible();
    // Before the synthesis it is made of: the server says so beside the field.
    await report.fill("02.01");
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(report).toHaveAttribute("aria-invalid", "true");
    await expect(report).toHaveValue("02.01");
    await report.fill("15.02");
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(row(hall, "Raportul anual (Anexa 4.3)")).toContainText("Stabilit de municipalitate");
    await expectAccessible(hall);
    await hall.setViewportSize(desktop);
  });

  await test.step("an institution under it has the same day and cannot change it", async () => {
    const under = await browse("secretariat@dep6.example");
    await under.goto(`/i/dep6/${address}`);
    await expect(row(under, "Raportul anual (Anexa 4.3)")).toContainText("15");
    await expect(under.getByText("stabilite de instituția din fruntea municipalității")).toBeVisible();
    await expect(under.getByRole("button", { name: "Stabiliți termenele" })).toHaveCount(0);
  });

  await test.step("the convention comes back", async () => {
    await hall.goto(`/i/ps6/${address}?act=edit`);
    const form = hall.getByRole("form", { name: "Stabiliți termenele" });
    await form.getByRole("textbox", { name: "Raportul anual (Anexa 4.3)" }).fill("31.01");
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(row(hall, "Raportul anual (Anexa 4.3)")).toContainText("Convenție");
  });
});
