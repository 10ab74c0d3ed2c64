import { graphql } from "../../gql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { NoAccess } from "../../ui/state/NoAccess";
import { DeviceChoices } from "./DeviceChoices";
import { PasswordChange } from "./PasswordChange";
import { Profile } from "./Profile";
import { Sessions } from "./Sessions";

export const query = pageQuery(
  graphql(`
    query MePage { viewer { account { id ...Profile_account } ...Sessions_viewer } }
  `),
  () => ({}),
);

/** One's own account: how one is called, the language, where one is signed in, the password. */
export function MePage() {
  const { t } = useI18n("identity");
  return (
    <Page title={t("me.title")} width="text">
      <Loaded result={query.useResult()}>
        {({ viewer }) =>
          viewer === null ? (
            <NoAccess />
          ) : (
            <>
              <Profile account={viewer.account} />
              <DeviceChoices />
              <Sessions viewer={viewer} />
              <PasswordChange />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
