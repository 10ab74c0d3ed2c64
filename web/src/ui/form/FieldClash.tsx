import { Suspense, use } from "react";
import { useWatch } from "react-hook-form";
import { lazily } from "../state/lazily";
import { FormClashes } from "./clash";

// Two people in one form are rare: the comparison comes with its own code.
const ConflictField = lazily(() => import("../autosave/ConflictField"), "ConflictField");

type Props = {
  name: string;
  label: string;
  /** A value in words. */
  show?: (value: unknown) => string;
  /** Only texts can be combined. */
  canCombine?: boolean;
  /** A text with marks. */
  isRich?: boolean;
};

/** Under the input of a form: both values, when somebody else changed it meanwhile. */
export function FieldClash({ name, label, show = asText, canCombine = false, isRich }: Props) {
  const { clashes, settle } = use(FormClashes);
  const yours: unknown = useWatch({ name });
  const clash = clashes[name];
  if (clash === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ConflictField
        label={label}
        conflict={clash}
        yours={show(yours)}
        theirs={show(clash.theirs)}
        canCombine={canCombine}
        isRich={isRich}
        onKeepYours={() => settle(name, "yours")}
        onKeepTheirs={() => settle(name, "theirs")}
        onCombine={(text) => settle(name, { keep: text })}
      />
    </Suspense>
  );
}

function asText(value: unknown): string {
  return value === null || value === undefined || value === "" ? "–" : String(value);
}
