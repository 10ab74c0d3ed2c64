import { expect, test } from "../kit/journey.ts";
import { linkFor } from "../kit/mailbox.ts";
import { people, unique } from "../kit/product.ts";
import { anAction, aPlan } from "../kit/world.ts";

test("an administrator invites a person, who accepts and finds the own page", async ({ browse }) => {
  const email = `inspector.${unique()}@ps6.example`;
  const admin = await browse(people.administrator);
  await admin.goto("/i/ps6/admin/people");
  await admin.getByRole("button", { name: "Invitați o persoană" }).click();
  await admin.getByLabel("Adresa de e-mail").fill(email);
  await admin.getByLabel("Funcția", { exact: true }).fill("Inspector, Direcția Juridică");
  await admin.getByLabel("Rolul 1").selectOption({ label: "Specialist" });
  await admin.getByRole("combobox", { name: "În compartimentul" }).fill("juridic");
  await admin
    .getByRole("option", { name: /Direcția Juridică/ })
    .first()
    .click();
  await admin.getByRole("button", { name: "Trimiteți invitația" }).click();
  await expect(admin.getByRole("row").filter({ hasText: email })).toContainText("În așteptare");

  const newcomer = await browse(null);
  await newcomer.goto(await linkFor(newcomer, email, /invita/i));
  await expect(newcomer.getByRole("heading", { level: 1, name: /^Invitație:.*Sectorului 6/ })).toBeVisible();
  await expect(newcomer.getByText("Inspector, Direcția Juridică")).toBeVisible();
  await newcomer.getByLabel("Alegeți o parolă").fill("o propoziție destul de lungă");
  await newcomer.getByRole("button", { name: "Acceptați invitația" }).click();
  await expect(newcomer.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();
  await expect(newcomer.getByText("Nu aveți nimic de făcut acum.")).toBeVisible();
  const rail = newcomer.getByRole("navigation", { name: "Navigare principală" });
  await expect(rail.getByRole("link", { name: "Planuri" })).toBeVisible();
  await expect(rail.getByRole("link", { name: "Administrare" })).toHaveCount(0);

  await admin.reload();
  const members = admin.getByRole("table", { name: /^Membri/ });
  await expect(members.getByRole("row").filter({ hasText: email })).toContainText("Specialist");
});

test("a guest sees the granted plan until the last day, and nothing else", async ({ browse, api }) => {
  const quality = await api(people.quality);
  const granted = await aPlan(quality, "Plan pentru un invitat");
  const action = await anAction(quality, granted, "O acțiune pe care invitatul o citește");
  const other = await aPlan(quality, "Plan pe care invitatul nu îl vede");
  const email = `expert.${unique()}@extern.example`;

  const admin = await browse(people.administrator);
  await admin.goto("/i/ps6/admin/people?edit=new");
  await admin.getByLabel("Adresa de e-mail").fill(email);
  await admin.getByLabel("Funcția", { exact: true }).fill("Expert din afară");
  await admin.getByLabel("Rolul 1").selectOption({ label: "Invitat" });
  await admin.getByRole("checkbox", { name: new RegExp(`^${granted.code} `) }).check();
  await admin.getByRole("button", { name: "Trimiteți invitația" }).click();
  await expect(admin.getByRole("group", { name: "Aveți 1 lucru de corectat" })).toBeVisible();
  await admin.getByLabel(/^Acces până la/).fill("30.06.2027");
  await admin.getByRole("button", { name: "Trimiteți invitația" }).click();
  await expect(admin.getByRole("row").filter({ hasText: email })).toBeVisible();

  const guest = await browse(null);
  await guest.goto(await linkFor(guest, email, /invita/i));
  await guest.getByLabel("Alegeți o parolă").fill("o propoziție destul de lungă");
  await guest.getByRole("button", { name: "Acceptați invitația" }).click();
  await expect(guest.getByText("Acces până la 30 iunie 2027")).toBeVisible();
  await expect(guest.getByRole("navigation", { name: "Navigare principală" })).toHaveCount(0);
  await guest.getByRole("link", { name: granted.title }).click();
  await expect(guest.getByRole("heading", { level: 1, name: granted.title })).toBeVisible();
  await expect(guest.getByText("1 acțiune", { exact: true })).toBeVisible();
  await expect(guest.getByRole("button", { name: "Reîncercați" })).toHaveCount(0);
  await guest.getByRole("link", { name: action.title }).click();
  await expect(guest.getByRole("heading", { level: 1, name: action.title })).toBeVisible();
  await expect(guest.getByRole("textbox", { name: "Ce este de făcut" })).toHaveCount(0);

  await guest.goto(`/i/ps6/plans/${other.id}`);
  await expect(guest.getByRole("heading", { level: 1, name: /^Nu aveți acces/ })).toBeVisible();
  await expect(guest.getByRole("button", { name: "Reîncercați" })).toHaveCount(0);
});
