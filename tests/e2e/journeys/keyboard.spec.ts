import { expect, test } from "../kit/journey.ts";
import { expectFocusKept, pick, press, tabTo, type } from "../kit/keyboard.ts";
import { password, people, unique } from "../kit/product.ts";

test("a plan from its start to work on the board, by keyboard only", async ({ browse }) => {
  test.setTimeout(150_000);
  const title = `Plan făcut de la tastatură ${unique()}`;
  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
  const page = await browse(null);

  await test.step("sign in and go to the plans", async () => {
    await page.goto("/sign-in");
    await expect(heading("Autentificare")).toBeVisible();
    await type(page, page.getByLabel("Adresa de e-mail"), people.quality);
    await type(page, page.getByLabel("Parola", { exact: true }), password);
    await page.keyboard.press("Enter");
    await expect(heading("De făcut")).toBeVisible();
    await press(page, page.getByRole("link", { name: "Planuri", exact: true }));
    await expect(heading("Planuri")).toBeFocused();
  });

  await test.step("begin a plan", async () => {
    await press(page, page.getByRole("button", { name: "Plan nou" }));
    await type(page, page.getByLabel("Titlul"), title);
    await press(page, page.getByRole("button", { name: "Creați planul" }));
    await expect(heading(new RegExp(title))).toBeFocused();
  });

  await test.step("propose two actions, one after the other", async () => {
    await press(page, page.getByRole("button", { name: "Adăugați o acțiune" }));
    for (const action of ["Scurtarea răspunsului la petiții", "Instruirea celor nou veniți"]) {
      await type(page, page.getByRole("textbox", { name: "Ce este de făcut" }), action);
      await pick(page, page.getByRole("combobox", { name: "Responsabil" }), "consilier, directia juridica");
      await type(page, page.getByRole("textbox", { name: "Termen" }), "31.3.27");
      await press(page, page.getByRole("button", { name: "Propuneți acțiunea" }));
      await expect(page.getByText(/a fost propusă\./).first()).toBeVisible();
      await expect(page.getByRole("textbox", { name: "Ce este de făcut" })).toBeFocused();
      await page.keyboard.press("Shift+Tab");
    }
    await press(page, page.getByRole("button", { name: "Închideți" }).last());
    await expectFocusKept(page);
  });

  await test.step("send it for approval; Escape first leaves all as it was", async () => {
    const submit = page.getByRole("button", { name: "Trimiteți spre aprobare" });
    await press(page, submit);
    const question = page.getByRole("dialog");
    await expect(question.getByText("2 acțiuni în plan")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await expect(submit).toBeFocused();
    await page.keyboard.press("Enter");
    await press(page, question.getByRole("button", { name: "Trimiteți spre aprobare" }));
    await expect(page.getByText("La aprobare", { exact: true })).toBeVisible();
    await expectFocusKept(page);
  });

  await test.step("the head of the institution finds it among the duties and approves", async () => {
    const head = await browse(people.head);
    await head.goto("/");
    await press(head, head.getByRole("link", { name: new RegExp(`^Aprobați: .*${title}`) }));
    await press(head, head.getByRole("button", { name: "Aprobați v1" }));
    const question = head.getByRole("dialog", { name: "Aprobați v1" });
    await press(head, question.getByRole("button", { name: "Aprobați v1" }));
    await expect(head.getByText("Activ", { exact: true })).toBeVisible();
    await expectFocusKept(head);
    await head.context().close();
  });

  const card = page.getByRole("article", { name: /Instruirea celor nou veniți/ });
  await test.step("move an action on the board", async () => {
    await expect(page.getByText("Activ", { exact: true })).toBeVisible();
    await press(page, page.getByRole("link", { name: "Panou pe stări" }));
    const first = page.getByRole("article").first();
    await tabTo(page, first);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    await expect(first).toBeFocused();
    while (!(await card.evaluate((element) => element === document.activeElement))) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("m");
    await expect(page.getByRole("menuitem", { name: "În lucru" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(card).toBeFocused();
    await page.keyboard.press("m");
    await page.keyboard.press("Enter");
    await expect(
      page.getByRole("status").filter({ hasText: /mutată în În lucru, locul 1 din 1/ }),
    ).toHaveCount(1);
    await expect(page.getByRole("region", { name: /^În lucru/ }).getByRole("article")).toHaveCount(1);
    await expect(card).toBeFocused();
  });

  await test.step("open it and mention somebody in a comment", async () => {
    await page.keyboard.press("Enter");
    await expect(heading(/Instruirea celor nou veniți/)).toBeFocused();
    const comment = page.getByRole("textbox", { name: "Comentariu nou" });
    await type(page, comment, "Începem luni, @consilier, directia jur");
    await expect(page.getByRole("listbox", { name: "Persoane care pot fi menționate" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(comment).toHaveValue(/@Consilier, Direcția Juridică/);
    await press(page, page.getByRole("button", { name: "Trimiteți comentariul" }));
    await expect(page.getByRole("listitem").filter({ hasText: "Începem luni" })).toBeVisible();
    await expectFocusKept(page);
  });

  const mentioned = await browse(people.specialist);
  await mentioned.goto("/");
  const duty = mentioned.getByRole("listitem").filter({ hasText: "ați fost menționat într-un comentariu" });
  await expect(duty.filter({ hasText: "Instruirea celor nou veniți" }).first()).toBeVisible();
});
