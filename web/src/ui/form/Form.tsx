import { type ReactNode, useEffect, useId, useRef } from "react";
import { type FieldValues, FormProvider, useFormState } from "react-hook-form";
import { useI18n } from "../../lib/i18n";
import { Button } from "../Button";
import { ErrorBox } from "../state/ErrorBox";
import { FormClashes } from "./clash";
import styles from "./Form.module.css";
import { FormId, focusField } from "./fieldId";
import type { Form as FormState } from "./useForm";

type Props<Values extends FieldValues> = {
  form: FormState<Values>;
  label?: string;
  /** The verb on the button. */
  submitLabel: string;
  /** Further buttons after the act. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A form with its summary of refusals, which takes the focus and leads to the inputs. */
export function Form<Values extends FieldValues>({
  form,
  label,
  submitLabel,
  actions,
  children,
}: Props<Values>) {
  const { isSubmitting } = useFormState({ control: form.hook.control });
  const id = useId();
  const { clashes, settle } = form;
  return (
    <FormProvider {...form.hook}>
      <FormId value={id}>
        <FormClashes value={{ clashes, settle }}>
          <form
            noValidate
            aria-label={label}
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              // Both values stand at their fields until the person has chosen.
              if (Object.keys(clashes).length > 0) return focusClash(event.currentTarget);
              void form.submit();
            }}
          >
            <ErrorSummary form={form} formId={id} />
            {children}
            <div className={styles.actions}>
              <Button type="submit" kind="filled" isBusy={isSubmitting}>
                {submitLabel}
              </Button>
              {actions}
            </div>
          </form>
        </FormClashes>
      </FormId>
    </FormProvider>
  );
}

type SummaryProps<Values extends FieldValues> = { form: FormState<Values>; formId: string };

function ErrorSummary<Values extends FieldValues>({ form, formId }: SummaryProps<Values>) {
  const { t } = useI18n("ui");
  const { errors, submitCount, isSubmitting } = useFormState({ control: form.hook.control });
  const box = useRef<HTMLDivElement>(null);
  const heading = useId();
  const refusals = flatten(errors);
  const clashCount = Object.keys(form.clashes).length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt that fails moves the focus here
  useEffect(() => {
    if (!isSubmitting && (refusals.length > 0 || form.failure !== null || clashCount > 0))
      box.current?.focus();
  }, [submitCount, isSubmitting, form.failure, clashCount > 0]);

  if (refusals.length === 0 && form.failure === null && clashCount === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className={styles.summary} role="group" aria-labelledby={heading}>
      {refusals.length > 0 && (
        <div className={styles.refusals}>
          <h3 id={heading}>{t("form.toCorrect", { count: refusals.length })}</h3>
          <ul>
            {refusals.map(({ path, message }) => (
              <li key={path}>
                <a
                  href={`#${formId}-${path}`}
                  onClick={(event) => {
                    // The address stays: what the form holds is not part of it.
                    event.preventDefault();
                    focusField(`${formId}-${path}`);
                  }}
                >
                  {message}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {form.failure !== null && (
        <div id={refusals.length === 0 ? heading : undefined}>
          <ErrorBox error={form.failure} />
        </div>
      )}
      {clashCount > 0 && (
        <div className={styles.refusals}>
          <h3 id={refusals.length === 0 && form.failure === null ? heading : undefined}>
            {t("form.clashes", { count: clashCount })}
          </h3>
        </div>
      )}
    </div>
  );
}

function focusClash(form: HTMLElement): void {
  form.querySelector<HTMLElement>("[data-conflict] button")?.focus();
}

type Refusal = { path: string; message: string };

/** The errors of nested fields in one list. */
function flatten(errors: object, above = ""): Refusal[] {
  return Object.entries(errors).flatMap(([name, error]) => {
    if (typeof error !== "object" || error === null) return [];
    const path = above === "" ? name : `${above}.${name}`;
    if ("message" in error && typeof error.message === "string") {
      return [{ path, message: error.message }];
    }
    return name === "ref" ? [] : flatten(error, path);
  });
}
