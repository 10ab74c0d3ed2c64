import { expect, it } from "vitest";
import { ownAddress } from "./ownAddress";

it.each([
  ["/i/ps6/plans?status=ACTIVE", "/i/ps6/plans?status=ACTIVE"],
  [undefined, "/"],
  ["https://example.org", "/"],
  ["//example.org", "/"],
  ["/\\example.org", "/"],
  ["javascript:alert(1)", "/"],
])("%s leads to %s", (next, address) => expect(ownAddress(next)).toBe(address));
