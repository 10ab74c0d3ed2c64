import { graphql } from "../../../gql";
import type { RolesPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { AdminTabs } from "../AdminTabs";
import { CustomRoleForm } from "./CustomRoleForm";
import styles from "./RolesPage.module.css";

export const query = pageQuery(
  graphql(`
    query RolesPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { invite { allowed reason } }
        customRoles {
          id
          name
          description
          holderCount
          permissions { permission sentence isBoundToUnit }
          viewerCan { update { allowed reason } }
          ...CustomRoleForm_role
        }
        ...CustomRoleForm_tenant
      }
      roleDescriptions { role isInstitutionWide permissions { permission sentence isBoundToUnit } }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<RolesPageQuery["tenant"]>;
type Sentences = { permission: string; sentence: string; isBoundToUnit: boolean }[];

/** What each role may do, in sentences; and the roles the institution composes itself. */
export function RolesPage() {
  const { t } = useI18n("tenancy");
  const [, setSearch] = useSearchState();
  const result = query.useResult();
  const can = result.data?.tenant?.viewerCan.invite;
  return (
    <Page
      title={t("roles.title")}
      actions={
        can?.allowed && (
          <Button kind="filled" icon={IconPlus} onClick={() => setSearch({ edit: "new" })}>
            {t("customRole.add")}
          </Button>
        )
      }
    >
      <AdminTabs />
      <p>{t("roles.intro")}</p>
      <Loaded result={result}>
        {({ tenant, roleDescriptions }) =>
          tenant === null ? (
            <NoAccess />
          ) : (
            <>
              <OwnRoles tenant={tenant} />
              <Section title={t("roles.builtIn")}>
                <div className={styles.roles}>
                  {roleDescriptions.map(({ role, isInstitutionWide, permissions }) => (
                    <section key={role} aria-labelledby={role} className={styles.role}>
                      <h3 id={role}>{t(`role.${role}`)}</h3>
                      {role !== "CUSTOM" && <p className="small muted">{t(`role.${role}.about`)}</p>}
                      <May permissions={permissions} isInstitutionWide={isInstitutionWide} />
                    </section>
                  ))}
                </div>
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function OwnRoles({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("tenancy");
  const [search, setSearch] = useSearchState();
  const edited = textOf(search.edit);
  const role = tenant.customRoles.find(({ id }) => id === edited);
  const close = () => setSearch({ edit: undefined });
  const isOpen = edited === "new" ? tenant.viewerCan.invite.allowed : role?.viewerCan.update.allowed;
  return (
    <Section title={t("roles.own")} note={t("roles.own.note")}>
      <ListAndForm
        form={
          isOpen ? (
            <FormPanel key={edited} title={role?.name ?? t("customRole.add")} onClose={close}>
              <CustomRoleForm tenant={tenant} role={role ?? null} onDone={close} />
            </FormPanel>
          ) : null
        }
        list={
          tenant.customRoles.length === 0 ? (
            <Empty text={t("customRole.empty")} />
          ) : (
            <div className={styles.roles}>
              {tenant.customRoles.map(({ id, name, description, holderCount, permissions, viewerCan }) => (
                <section key={id} aria-labelledby={id} className={styles.role}>
                  <h3 id={id}>{name}</h3>
                  {description !== "" && <p className="small muted">{description}</p>}
                  <p className="small">{t("customRole.holders", { count: holderCount })}</p>
                  <May permissions={permissions} isInstitutionWide={false} />
                  {tenant.viewerCan.invite.allowed && (
                    <div>
                      <Button
                        small
                        disabledReason={viewerCan.update.reason}
                        onClick={() => setSearch({ edit: id })}
                      >
                        {t("customRole.edit", { name })}
                      </Button>
                    </div>
                  )}
                </section>
              ))}
            </div>
          )
        }
      />
    </Section>
  );
}

function May({ permissions, isInstitutionWide }: { permissions: Sentences; isInstitutionWide: boolean }) {
  const { t } = useI18n("tenancy");
  return (
    <>
      <p className="small">{t("roles.may")}</p>
      <ul>
        {permissions.map(({ permission, sentence, isBoundToUnit }) => (
          <li key={permission}>
            {sentence}
            {isBoundToUnit && !isInstitutionWide && <span className="muted"> {t("roles.inUnit")}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
