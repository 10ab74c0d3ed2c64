import { expect, test } from "../kit/journey.ts";
import { expectAccessible, expectNoViolation } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";
import { anAction, aPlan } from "../kit/world.ts";

test("a description with emphasis, a list and a link, written by keys and read by somebody else", async ({
  browse,
  api,
}) => {
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu descrieri");
  const action = await anAction(quality, plan, "Acțiune descrisă");
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${action.id}`);
  const field = page.getByRole("textbox", { name: "Cum și de ce" });

  await test.step("keys and buttons write the marks", async () => {
    await field.fill("Scopul acțiunii");
    await field.press("ControlOrMeta+a");
    await field.press("ControlOrMeta+b");
    await expect(field).toHaveValue("**Scopul acțiunii**");
    await field.press("End");
    await field.pressSequentially("\n\n");
    const tools = page.getByRole("toolbar", { name: "Aspectul textului: Cum și de ce" });
    await tools.getByRole("button", { name: "Listă" }).click();
    await field.pressSequentially("o dovadă\nun termen\n\nVezi ");
    await field.press("ControlOrMeta+k");
    await field.pressSequentially("https://legislatie.just.ro");
    await expect(field).toHaveValue(
      "**Scopul acțiunii**\n\n- o dovadă\n- un termen\nVezi [text](https://legislatie.just.ro)",
    );
    await expect(page.getByRole("dialog"), "Ctrl K stays with the text").toHaveCount(0);
    await field.press("ControlOrMeta+z");
    await expect(field).not.toHaveValue(/just\.ro\)$/);
    await field.press("ControlOrMeta+y");
    await expectSaved(page);
  });

  await test.step("the preview is what will be read", async () => {
    await page.getByRole("button", { name: "Cum se vede" }).click();
    const preview = page.getByRole("region", { name: "Cum și de ce: Cum se vede" });
    await expect(preview.getByRole("listitem")).toHaveText(["o dovadă", "un termen"]);
    await expectNoViolation(page, 1280);
    await page.getByRole("button", { name: "Cum se vede" }).click();
    await expect(field).toBeVisible();
  });

  await test.step("a reader sees the text, not the marks", async () => {
    const reader = await browse(people.head);
    await reader.goto(`/i/ps6/plans/${plan.id}?view=about`);
    await quality.change(
      "updatePlan",
      {
        id: plan.id,
        expectedVersion: (
          await quality.ask<{ plan: { version: number } }>("query ($id: ID!) { plan(id: $id) { version } }", {
            id: plan.id,
          })
        ).plan.version,
        description:
          "**Scop**\n1. întâi\n2. apoi\n\n[rău](javascript:alert(1)), [bun](https://legislatie.just.ro)",
      },
      "plan { id }",
    );
    await reader.reload();
    const history = reader.getByRole("region", { name: "Istoric" });
    for (const part of [reader.getByRole("region", { name: "Despre plan" }), history]) {
      await expect(part.getByRole("strong").filter({ hasText: "Scop" })).toBeVisible();
      await expect(part.getByText("**")).toHaveCount(0);
    }
    await expect(history).toContainText("bun (https://legislatie.just.ro)");
    const link = reader.getByRole("link", { name: "bun (se deschide într-o fereastră nouă)" });
    await expect(link).toHaveAttribute("rel", "noopener noreferrer");
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(reader.getByRole("link", { name: /rău/ })).toHaveCount(0);
    await expect(reader.getByText(/^\[rău\]\(javascript:alert\(1\)\)/)).toBeVisible();
    await expectAccessible(reader);
  });
});
