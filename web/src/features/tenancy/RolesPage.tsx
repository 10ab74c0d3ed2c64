import { graphql } from "../../gql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { AdminTabs } from "./AdminTabs";
import styles from "./RolesPage.module.css";

export const query = pageQuery(
  graphql(`
    query RolesPage {
      roleDescriptions { role isInstitutionWide permissions { permission sentence isBoundToUnit } }
    }
  `),
  () => ({}),
);

/** What each role may do, in sentences. */
export function RolesPage() {
  const { t } = useI18n("tenancy");
  return (
    <Page title={t("roles.title")}>
      <AdminTabs />
      <p>{t("roles.intro")}</p>
      <Loaded result={query.useResult()}>
        {({ roleDescriptions }) => (
          <div className={styles.roles}>
            {roleDescriptions.map(({ role, isInstitutionWide, permissions }) => (
              <section key={role} aria-labelledby={role} className={styles.role}>
                <h2 id={role}>{t(`role.${role}`)}</h2>
                <p className="small muted">{t(`role.${role}.about`)}</p>
                <p className="small">{t("roles.may")}</p>
                <ul>
                  {permissions.map(({ permission, sentence, isBoundToUnit }) => (
                    <li key={permission}>
                      {sentence}
                      {isBoundToUnit && !isInstitutionWide && (
                        <span className="muted"> {t("roles.inUnit")}</span>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
