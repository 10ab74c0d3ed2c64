import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { linkFor } from "../kit/mailbox.ts";
import { people } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";
import { aDecidedAction, memberId } from "../kit/world.ts";

/** Nobody else's journey gives these people work. */
const adviser = "consilier.asistenta-consiliu@ps6.example";
const unitHead = "sef.asistenta-consiliu@ps6.example";

test("who is given an action hears of it at once in another browser, and by mail", async ({
  browse,
  api,
}) => {
  test.setTimeout(150_000);
  const [quality, head] = [await api(people.quality), await api(people.head)];
  const action = await aDecidedAction(quality, head, await memberId(quality), "Registrul hotărârilor");
  const page = await browse(adviser);
  const bell = page.getByRole("banner").getByRole("link", { name: /^Notificări/ });
  const unread = async () => Number(/\d+/.exec((await bell.textContent()) ?? "")?.[0] ?? 0);

  await test.step("choose mail at once, on free days too", async () => {
    await page.goto("/notifications");
    await page.getByRole("link", { name: "Alegeți cum primiți notificările" }).click();
    await expect(page.getByRole("heading", { name: "Notificări și mementouri" })).toBeFocused();
    const mention = page.getByRole("radio", { name: "Mențiune: Și imediat pe e-mail" });
    await mention.check();
    await page.getByRole("checkbox", { name: "Niciun e-mail în zilele libere" }).setChecked(false);
    await page.getByRole("textbox", { name: /^Zile lucrătoare înainte de termen/ }).fill("curând");
    await page.getByRole("button", { name: "Salvați", exact: true }).click();
    await expect(page.getByRole("group", { name: "Aveți 1 lucru de corectat" })).toBeFocused();
    await page.getByRole("textbox", { name: /^Zile lucrătoare înainte de termen/ }).fill("10, 2");
    await page.getByRole("button", { name: "Salvați", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "Opțiunile au fost salvate." })).toHaveCount(1);
    await page.reload();
    await expect(mention).toBeChecked();
    await expect(page.getByRole("textbox", { name: /^Zile lucrătoare înainte de termen/ })).toHaveValue(
      "10, 2",
    );
  });

  await page.goto("/notifications?read=no");
  await expect(bell).toBeVisible();
  const before = await unread();
  await test.step("a colleague gives the person the action, and the bell counts up", async () => {
    const colleague = await browse(people.quality);
    await colleague.goto(`/i/ps6/actions/${action.id}`);
    const responsible = colleague.getByRole("combobox", { name: "Responsabil" });
    await responsible.click();
    await responsible.fill("asistență tehnică");
    await colleague.getByRole("option", { name: /^Consilier, Compartimentul Asistență/ }).click();
    await expectSaved(colleague);
    await expect.poll(unread).toBe(before + 1);
    await colleague.context().close();
  });

  const row = page.getByRole("listitem").filter({ hasText: action.title });
  await expect(row).toContainText("Vă așteaptă (necitită)");
  await expect(row).toContainText("Responsabil cu managementul calității · ca responsabil");

  await test.step("the mail leads to the action", async () => {
    const link = await linkFor(page, adviser, new RegExp(`^Vă așteaptă: .*${action.title}`));
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1, name: action.title })).toBeVisible();
    expect(await unread(), "a page that is opened by itself is not a notification that was read").toBe(
      before + 1,
    );
  });

  await test.step("reading it counts down, here and in another browser of the person", async () => {
    const other = await browse(adviser);
    await other.goto("/notifications");
    await expect(other.getByRole("listitem").filter({ hasText: action.title })).toContainText("(necitită)");
    await bell.click();
    await row.getByRole("link", { name: action.title }).click();
    await expect(page.getByRole("heading", { level: 1, name: action.title })).toBeVisible();
    await expect.poll(unread).toBe(before);
    const read = other.getByRole("listitem").filter({ hasText: action.title });
    await expect(read).not.toContainText("(necitită)");
    await expectAccessible(other);
  });
});

test("a calendar's address works until it is withdrawn", async ({ browse, api }) => {
  const [quality, head] = [await api(people.quality), await api(people.head)];
  const responsible = await memberId(await api(unitHead));
  const action = await aDecidedAction(quality, head, responsible, "Calendarul ședințelor");
  for (const [who, address, name] of [
    [unitHead, "/me", "Calendarul dvs. în alte programe"],
    [people.administrator, "/i/ps6/admin/reminders", "Calendarul instituției în alte programe"],
  ] as const) {
    await test.step(name, async () => {
      const page = await browse(who);
      await page.goto(address);
      const part = page.getByRole("region", { name });
      await part.getByRole("button", { name: /^Faceți (o|altă) adresă$/ }).click();
      await expect(part.getByText("Copiați adresa acum")).toBeVisible();
      const made = (await part.locator("code").textContent()) ?? "";
      const calendar = await page.request.get(made);
      expect(calendar.headers()["content-type"]).toContain("text/calendar");
      // Long lines are folded (RFC 5545).
      const text = (await calendar.text()).replaceAll("\r\n ", "");
      expect(text).toContain(action.title);
      expect(text, "deadlines without people").not.toContain("Asistență Tehnică");

      await part.getByRole("button", { name: "Faceți altă adresă" }).click();
      await expect(part.locator("code")).not.toHaveText(made);
      const newer = (await part.locator("code").textContent()) ?? "";
      expect((await page.request.get(made)).status(), "the address before").toBe(404);
      expect((await page.request.get(newer)).status()).toBe(200);
      await page.reload();
      await expect(part.locator("code")).toHaveCount(0);
      await part.getByRole("button", { name: "Retrageți adresa" }).click();
      await expect(part.getByText("Calendarul nu are o adresă.")).toBeVisible();
      expect((await page.request.get(newer)).status(), "after it was withdrawn").toBe(404);
    });
  }
});
