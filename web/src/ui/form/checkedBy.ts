import type { ZodMiniType } from "zod/mini";
import type { Check } from "./useForm";

/** A form check from a zod/mini schema; the schema's messages are sentences in the reader's language. */
export function checkedBy<Values>(schema: ZodMiniType): Check<Values> {
  return (values) => {
    const result = schema.safeParse(values);
    if (result.success) return [];
    return result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  };
}
