import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { Picker } from "../../../ui/form/Picker";
import { Icon } from "../../../ui/Icon";
import { IconX } from "../../../ui/icons";
import { useChoices } from "../choices";
import type { ActionCore } from "../fragments";
import { useOfflineReason } from "../here";
import styles from "./Contributors.module.css";

const contributors = graphql(`
  fragment Contributors_action on PlanAction {
    id
    version
    contributors { id displayName }
    watchers { id displayName }
  }
`);

const SetContributors = graphql(`
  mutation SetPlanActionContributors($input: SetPlanActionContributorsInput!) {
    setPlanActionContributors(input: $input) {
      planAction { id version contributors { id displayName } ...ActionCore_action }
    }
  }
`);

type Props = { action: FragmentType<typeof contributors>; core: ActionCore };

/** Who helps to carry the action out, and who watches it. */
export function Contributors({ action, core }: Props) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const { id, contributors: people, watchers } = useFragment(contributors, action);
  const choices = useChoices();
  const set = useMutation(SetContributors);
  const offline = useOfflineReason();
  const [failure, setFailure] = useState<string | null>(null);
  const canChange = core.viewerCan.define.allowed;
  const ids = people.map((one) => one.id);

  async function save(wished: string[], version: number, said: string): Promise<void> {
    const { data, error } = await set.run({ id, expectedVersion: version, membershipIds: wished });
    setFailure(error && errorText(error));
    if (error !== null) return;
    const now = data.setPlanActionContributors.planAction.version;
    offerUndo({
      text: said,
      undo: async () => {
        const undone = await set.run({ id, expectedVersion: now, membershipIds: ids });
        setFailure(undone.error && errorText(undone.error));
      },
    });
  }

  return (
    <div className={styles.people}>
      <div>
        <p className={styles.label}>{t("contributors.title")}</p>
        {people.length === 0 ? (
          <p className="muted">{t("contributors.none")}</p>
        ) : (
          <ul className={styles.list}>
            {people.map((person) => (
              <li key={person.id} className={styles.person}>
                {person.displayName}
                {canChange && offline === null && (
                  <button
                    type="button"
                    className={styles.remove}
                    aria-label={t("contributors.remove", { who: person.displayName })}
                    onClick={() =>
                      void save(
                        ids.filter((one) => one !== person.id),
                        core.version,
                        t("contributors.removed", { who: person.displayName }),
                      )
                    }
                  >
                    <Icon of={IconX} size={16} />
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {canChange && offline === null && (
          <div className={styles.add}>
            <Picker
              label={t("contributors.add")}
              options={choices.people.filter((one) => !ids.includes(one.id))}
              value={null}
              onChange={(person) => {
                const name = choices.people.find((one) => one.id === person)?.label ?? "";
                if (person !== null)
                  void save([...ids, person], core.version, t("contributors.added", { who: name }));
              }}
            />
          </div>
        )}
        {failure !== null && <p role="alert">{failure}</p>}
      </div>
      {watchers.length > 0 && (
        <div>
          <p className={styles.label}>{t("watchers.title")}</p>
          <p>{watchers.map(({ displayName }) => displayName).join("; ")}</p>
        </div>
      )}
    </div>
  );
}
