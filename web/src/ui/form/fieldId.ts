import { createContext, use } from "react";

/** What the ids of a form's fields begin with; the form gives it. */
export const FormId = createContext("form");

/** The id of a field by its name in the values: the summary of refusals leads there. */
export function useFieldId(name: string): string {
  return `${use(FormId)}-${name}`;
}

/** Goes to the field, or to the first control of a group. */
export function focusField(id: string): void {
  const controls = "input, select, textarea, button";
  const element = document.getElementById(id);
  const control = element?.matches(controls) ? element : element?.querySelector<HTMLElement>(controls);
  control?.focus();
}
