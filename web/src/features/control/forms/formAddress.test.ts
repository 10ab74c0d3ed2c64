import { describe, expect, it } from "vitest";
import { formAddress } from "./formAddress";

describe("the address of a form", () => {
  it("names the annex, the campaign and, where one is meant, the version or the compartment", () => {
    expect(formAddress({ annex: "REPORT", campaign: "c", version: 2 }, "pdf")).toBe(
      "/exports/control.pdf?language=RO&annex=REPORT&campaign=c&version=2",
    );
    expect(formAddress({ annex: "QUESTIONNAIRE", campaign: "c", questionnaire: "q" }, "docx")).toBe(
      "/exports/control.docx?language=RO&annex=QUESTIONNAIRE&campaign=c&questionnaire=q",
    );
  });

  it("names the plan of a development programme", () => {
    expect(formAddress({ plan: "p" }, "pdf")).toBe("/exports/plan.pdf?language=RO&report=PROGRAMME&plan=p");
  });

  it("names the institution and the year of a centralising statement", () => {
    expect(formAddress({ institution: "i", year: 2026 }, "xlsx")).toBe(
      "/exports/control-statement.xlsx?language=RO&institution=i&year=2026",
    );
  });
});
