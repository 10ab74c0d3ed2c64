import { expect, it } from "vitest";
import { joined } from "./merge";

it("joins findings line by line and says nothing twice", () => {
  expect(joined(["Misiune aprobată.\nProceduri la zi.", " Misiune aprobată. ", "", "Registru unic."])).toBe(
    "Misiune aprobată.\nProceduri la zi.\nRegistru unic.",
  );
});
