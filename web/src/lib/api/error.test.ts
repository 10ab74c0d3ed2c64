import { CombinedError } from "@urql/core";
import { describe, expect, it } from "vitest";
import { isPassing, toApiError } from "./error";

describe("a refusal of the API", () => {
  it("names the fields as the form knows them", () => {
    const error = toApiError({
      message: "Unele valori trebuie corectate.",
      extensions: {
        code: "INVALID",
        fields: [
          { path: "input.roles.0.unitId", code: "REQUIRED", message: "Alegeți compartimentul" },
          { path: ["input", "email"], code: "EMAIL", message: "Scrieți o adresă" },
        ],
      },
    });
    expect(error.fields.map(({ path }) => path)).toEqual(["roles.0.unitId", "email"]);
    expect(error.conflicts).toEqual([]);
  });

  it("carries both values of a conflict", () => {
    const error = toApiError({
      message: "x",
      extensions: {
        code: "CONFLICT",
        currentVersion: 5,
        fields: [
          {
            path: "progress",
            yours: 40,
            theirs: null,
            changedBy: "șef birou",
            changedAt: "2027-01-22T12:05:00Z",
          },
        ],
      },
    });
    expect(error.currentVersion).toBe(5);
    expect(error.conflicts).toEqual([
      {
        path: "progress",
        yours: "40",
        theirs: null,
        changedBy: "șef birou",
        changedAt: "2027-01-22T12:05:00Z",
      },
    ]);
  });

  it("is NETWORK when no answer came", () => {
    const error = toApiError(new CombinedError({ networkError: new Error("gone") }));
    expect(error.code).toBe("NETWORK");
    expect(isPassing(error)).toBe(true);
  });

  it("is OUTDATED when the server knows the document no longer", () => {
    const refused = { message: "No document", extensions: { code: "NOT_FOUND" } };
    const error = (status: number) =>
      toApiError(new CombinedError({ graphQLErrors: [refused], response: new Response(null, { status }) }))
        .code;
    expect(error(404)).toBe("OUTDATED");
    expect(error(200)).toBe("NOT_FOUND");
  });

  it("never shows the sentence of an internal failure", () => {
    const error = toApiError({ message: "secret cause", extensions: { code: "INTERNAL", requestId: "r1" } });
    expect(error.message).toBe("");
    expect(error.requestId).toBe("r1");
    expect(toApiError({ message: "unknown code", extensions: { code: "NEW" } }).code).toBe("INTERNAL");
  });
});
