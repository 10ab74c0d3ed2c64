import "fake-indexeddb/auto";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// jsdom has no screen: every media query is false, as on a large bright one.
window.matchMedia ??= (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;

// Nor has it fonts whose arrival would change the height of a text.
Object.defineProperty(document, "fonts", { configurable: true, value: new EventTarget() });
