import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { Enrol } from "./Enrol";

/** What stands before every page when an institution asks for the second step and the account lacks it. */
export function EnrolFirst() {
  const { t } = useI18n("identity");
  return (
    <Page title={t("enrol.first.title")} width="text">
      <p>{t("enrol.first.text")}</p>
      <Card>
        <Enrol onDone={() => undefined} />
      </Card>
    </Page>
  );
}
