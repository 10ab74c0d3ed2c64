import type { Autosaved } from "../../lib/autosave/useAutosave";
import { RichTextInput } from "../text/RichTextInput";
import { FieldNotice, refusalOf } from "./FieldNotice";

type Props = { saved: Autosaved<string>; label: string; rows?: number };

/** A longer text with marks that saves itself. */
export function SavedRichText({ saved, label, rows }: Props) {
  return (
    <FieldNotice saved={saved} label={label} show={(value) => String(value ?? "")} canCombine isRich>
      <RichTextInput
        label={label}
        error={refusalOf(saved)}
        inputWrapperOrder={["label", "description", "error", "input"]}
        value={saved.value}
        onChange={saved.change}
        onBlur={saved.leave}
        {...(rows === undefined ? {} : { rows })}
      />
    </FieldNotice>
  );
}
