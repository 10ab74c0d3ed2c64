import { useState } from "react";
import { announce } from "../lib/announce";
import { download } from "../lib/api/download";
import type { ApiError } from "../lib/api/error";
import { Button } from "./Button";
import { IconDownload } from "./icons";
import { ErrorBox } from "./state/ErrorBox";

export const formats = ["pdf", "docx", "xlsx"] as const;
export type Format = (typeof formats)[number];

type Props = {
  address: (format: Format) => string;
  /** On the button. */
  name: (format: Format) => string;
  /** What the buttons of several files on a page are told apart by. */
  label: (format: Format) => string;
  /** Said once the file is there. */
  done: string;
  small?: boolean;
};

/** A document as a file: PDF to sign, DOCX and XLSX to work with. */
export function FileButtons({ address, name, label, done, small = false }: Props) {
  const [busy, setBusy] = useState<Format | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);

  async function fetchAs(format: Format) {
    setBusy(format);
    const error = await download(address(format));
    setBusy(null);
    setFailure(error);
    if (error === null) announce(done);
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
            label={label(format)}
            onClick={() => void fetchAs(format)}
          >
            {name(format)}
          </Button>
        ))}
      </div>
      {failure !== null && <ErrorBox error={failure} />}
    </div>
  );
}
