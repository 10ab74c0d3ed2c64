import { useState } from "react";
import { announce } from "../../../lib/announce";
import { download } from "../../../lib/api/download";
import type { ApiError } from "../../../lib/api/error";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { IconDownload } from "../../../ui/icons";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { type Form, formAddress, formats } from "./formAddress";

type Props = {
  form: Form;
  /** What the buttons of several forms on a page are told apart by. */
  of: string;
  small?: boolean;
};

/** A form of the order as a file: PDF to sign, DOCX and XLSX to work with. */
export function Downloads({ form, of, small = false }: Props) {
  const { t } = useI18n("control");
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function fetchAs(format: (typeof formats)[number]) {
    setBusy(format);
    const error = await download(formAddress(form, format));
    setBusy(null);
    setFailure(error);
    if (error === null) announce(t("form.done", { form: of }));
  }

  return (
    <div className="stack no-print">
      <div className="row">
        {formats.map((format) => (
          <Button
            key={format}
            small={small}
            icon={IconDownload}
            isBusy={busy === format}
            label={t("form.download.of", { format: t(`form.format.${format}`), form: of })}
            onClick={() => void fetchAs(format)}
          >
            {t(`form.format.${format}`)}
          </Button>
        ))}
      </div>
      {failure !== null && <ErrorBox error={failure} />}
    </div>
  );
}
