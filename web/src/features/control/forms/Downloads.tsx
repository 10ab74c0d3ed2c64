import { useI18n } from "../../../lib/i18n";
import { FileButtons } from "../../../ui/FileButtons";
import { type Form, formAddress } from "./formAddress";

type Props = {
  form: Form;
  /** What the buttons of several forms on a page are told apart by. */
  of: string;
  small?: boolean;
};

/** A form of the order as a file. */
export function Downloads({ form, of, small }: Props) {
  const { t } = useI18n("control");
  return (
    <FileButtons
      address={(format) => formAddress(form, format)}
      name={(format) => t(`form.format.${format}`)}
      label={(format) => t("form.download.of", { format: t(`form.format.${format}`), form: of })}
      done={t("form.done", { form: of })}
      small={small}
    />
  );
}
