import { useState } from "react";
import { graphql } from "../../gql";
import { type ApiError, unreached } from "../../lib/api/error";
import { useMutation } from "../../lib/api/useMutation";
import { chooseLanguage } from "../../lib/i18n";
import type { Language } from "../../lib/i18n/language";
import { refreshViewer, type Viewer } from "../../lib/viewer";

const SaveLanguage = graphql(`
  mutation SaveLanguage($input: UpdateAccountInput!) {
    updateAccount(input: $input) { account { id language version } }
  }
`);

/**
 * The language of who is signed in: kept with the account first, then the page follows. When it cannot be kept the page
 * stays as it is and says why.
 */
export function useOwnLanguage(viewer: Viewer | null) {
  const save = useMutation(SaveLanguage);
  const [failed, setFailed] = useState<{ language: Language; error: ApiError } | null>(null);

  async function change(language: Language) {
    setFailed(null);
    const error = await keep(language);
    if (error === null) return;
    // Somebody changed the account meanwhile, perhaps in another tab: the next try knows its version.
    refreshViewer();
    setFailed({ language, error });
  }

  async function keep(language: Language): Promise<ApiError | null> {
    if (viewer !== null) {
      const { version: expectedVersion } = viewer.account;
      const { error } = await save.run({ language: language === "en" ? "EN" : "RO", expectedVersion });
      if (error !== null) return error;
    }
    try {
      await chooseLanguage(language);
      return null;
    } catch {
      // The texts come from the server as well.
      return unreached;
    }
  }

  return {
    isBusy: save.isBusy,
    failed: failed?.error ?? null,
    choose: (language: Language) => void change(language),
    retry: () => failed !== null && void change(failed.language),
  };
}
