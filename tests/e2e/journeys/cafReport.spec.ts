import { concluded } from "../kit/caf.ts";
import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { confirmed, expectSaved } from "../kit/steps.ts";

test("the report of an assessment: written, given back, approved by the head, downloaded, handed over and compared", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const { id } = await concluded(await api(people.quality), await api(people.specialist), [
    "Ținte pe compartimente",
  ]);
  const address = `/i/ps6/caf/${id}/report`;
  const page = await browse(people.quality);
  const head = await browse(people.head);
  const hall = await browse(people.oversight);

  await test.step("the coordinator writes its three parts; each saves itself and is there on another visit", async () => {
    await page.goto(address);
    await page.getByRole("button", { name: "Începeți raportul" }).click();
    const submit = page.getByRole("button", { name: "Predați spre aprobare" });
    await expect(submit).toHaveAccessibleDescription("3 părți nu sunt scrise");
    for (const [part, text] of [
      ["Context", "Al treilea ciclu CAF al instituției."],
      ["Metodă", "Notare detaliată, o ședință de consens."],
      ["Concluzii", "Întâi se îmbunătățesc țintele."],
    ] as const) {
      const field = page.getByRole("textbox", { name: part });
      await field.fill(text);
      await field.blur();
      await expectSaved(page);
    }
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Context" })).toHaveValue(
      "Al treilea ciclu CAF al instituției.",
    );
    await expectAccessible(page);
    await page.setViewportSize(desktop);
    await confirmed(page, "Predați spre aprobare");
    await expect(page.getByText("La aprobare", { exact: true })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Context" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Aprobați raportul" })).toHaveCount(0);
  });

  await test.step("the head gives it back with a remark that is kept, and approves the second time", async () => {
    await head.goto(address);
    await head.getByRole("button", { name: "Returnați raportul" }).click();
    const dialog = head.getByRole("dialog", { name: "Returnați raportul" });
    await dialog.getByRole("button", { name: "Returnați raportul" }).click();
    const remark = dialog.getByRole("textbox", { name: "Ce este de făcut" });
    await expect(remark).toHaveAttribute("aria-invalid", "true");
    await remark.fill("Numiți sursele");
    await dialog.getByRole("button", { name: "Returnați raportul" }).click();
    await expect(dialog).toHaveCount(0);

    await expect(page.getByText("Returnat: Numiți sursele")).toBeVisible();
    await page.getByRole("textbox", { name: "Metodă" }).fill("Notare detaliată pe acte și interviuri.");
    await page.getByRole("textbox", { name: "Metodă" }).blur();
    await expectSaved(page);
    await confirmed(page, "Predați spre aprobare");

    await expect(head.getByText("La aprobare", { exact: true })).toBeVisible();
    await confirmed(head, "Aprobați raportul");
    await expect(head.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    await expectAccessible(head);
    await head.setViewportSize(desktop);
  });

  await test.step("the version that was signed comes as each of the three files", async () => {
    for (const format of ["PDF", "DOCX", "XLSX"]) {
      const coming = head.waitForEvent("download");
      await head.getByRole("button", { name: `Descărcați ${format}: Versiunea 1` }).click();
      expect((await coming).suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
    }
  });

  await test.step("the city hall sees it once it is handed over, beside the other institutions", async () => {
    await confirmed(head, "Transmiteți primăriei");
    await expect(head.getByText("Transmis", { exact: true })).toBeVisible();
    await hall.goto("/m/sector-6/caf");
    const scores = hall.getByRole("table", { name: /^Punctajele transmise/ });
    const row = scores.getByRole("row", { name: /Primăria Sectorului 6/ });
    await expect(row).toContainText(String(new Date().getFullYear()));
    await expect(row).toContainText("Notare detaliată");
    await expect(hall.getByRole("link", { name: "CAF", exact: true })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await expectAccessible(hall);
  });

  await test.step("the institution sees itself beside the others, without their names", async () => {
    await head.goto(`/i/ps6/caf/${id}/results`);
    const others = head.getByRole("table", { name: /^Față de alte instituții/ });
    await expect(others.getByRole("row")).toHaveCount(11);
    await expect(others.getByRole("row", { name: /^Total din 900/ })).toBeVisible();
    await expectAccessible(head);
  });
});
