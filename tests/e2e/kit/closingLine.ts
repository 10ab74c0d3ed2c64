import type { FullResult, Reporter, Suite, TestCase } from "@playwright/test/reporter";

/** Closes with the counts in one line, which `cargo xtask test` adds to those of the other steps. */
export default class ClosingLine implements Reporter {
  private tests: TestCase[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests();
  }

  onEnd(_result: FullResult): void {
    const count = (...outcomes: ReturnType<TestCase["outcome"]>[]) =>
      this.tests.filter((test) => outcomes.includes(test.outcome())).length;
    const parts = [
      `${count("unexpected", "flaky")} failed`,
      `${count("expected")} passed`,
      `${count("skipped")} skipped`,
    ];
    process.stdout.write(`\nTests  ${parts.join(" | ")} (${this.tests.length})\n`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
