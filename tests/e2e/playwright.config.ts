import { defineConfig } from "@playwright/test";
import { address, browser } from "./kit/product.ts";

/** Real Chromium, Romanian by default, nothing but this machine in reach. */
export default defineConfig({
  testDir: "journeys",
  outputDir: "../../.data/journeys",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./kit/closingLine.ts"]],
  use: {
    baseURL: address,
    locale: "ro-RO",
    timezoneId: "Europe/Bucharest",
    viewport: { width: 1280, height: 900 },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ],
    },
  },
});
