import type { BrowserContext } from "@playwright/test";

/** What must not happen in any browser of a journey: errors in the console, requests that fail or leave the product. */
export class Faults {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  /** From here on everything in this browser counts. */
  watch(context: BrowserContext, own: string): void {
    context.on("console", (message) => {
      if (message.type() === "error") this.found.push(`console: ${message.text()} ${message.location().url}`);
    });
    context.on("weberror", (error) => {
      this.found.push(`exception: ${error.error().stack ?? error.error().message}`);
    });
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== own) this.found.push(`foreign request: ${request.url()}`);
    });
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // A page that is left gives up what it was still asking.
      if (why !== "net::ERR_ABORTED") this.found.push(`failed: ${request.url()} ${why}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 400) this.found.push(`${response.status()}: ${response.url()}`);
    });
  }

  /** What a journey brings about itself, as cutting the network does. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  unexpected(): string[] {
    return this.found.filter((fault) => !this.expected.some((pattern) => pattern.test(fault)));
  }
}
