import { graphql } from "../../gql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { ReminderSettings } from "../notification/settings/ReminderSettings";
import { DeviceChoices } from "./DeviceChoices";
import { PasswordChange } from "./PasswordChange";
import { PersonData } from "./PersonData";
import { Profile } from "./Profile";
import { Sessions } from "./Sessions";
import { SecondFactor } from "./second-factor/SecondFactor";

export const query = pageQuery(
  graphql(`
    query MePage {
      viewer {
        account { id ...Profile_account }
        ...ReminderSettings_viewer
        ...SecondFactor_viewer
        ...Sessions_viewer
      }
    }
  `),
  () => ({}),
);

/** One's own account: how one is called, the language, how one is told, where one is signed in, the password. */
export function MePage() {
  const { t } = useI18n("identity");
  const result = query.useResult();
  return (
    <Page title={t("me.title")} width="text">
      <Loaded result={result}>
        {({ viewer }) =>
          viewer === null ? (
            <NoAccess />
          ) : (
            <>
              <Profile account={viewer.account} />
              <ReminderSettings viewer={viewer} onChanged={result.retry} />
              <DeviceChoices />
              <SecondFactor viewer={viewer} />
              <Sessions viewer={viewer} />
              <PasswordChange />
              <PersonData />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
