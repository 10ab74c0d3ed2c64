import { Fragment } from "react";
import type { Run } from "./parse";

/** Running words with their emphasis. */
export function InlineText({ runs }: { runs: Run[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity
  return runs.map((run, at) => <Fragment key={at}>{emphasised(run)}</Fragment>);
}

function emphasised({ text, bold, italic }: Run) {
  const inner = italic ? <em>{text}</em> : text;
  return bold ? <strong>{inner}</strong> : inner;
}
