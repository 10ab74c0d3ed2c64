import { NativeSelect } from "@mantine/core";
import type { PlanActionStatus } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import styles from "./Board.module.css";

type Props = {
  statuses: { status: PlanActionStatus; count: number }[];
  chosen: PlanActionStatus | undefined;
  onChoose: (status: PlanActionStatus) => void;
};

/** Where one column is shown at a time: which one, and how many actions each has. */
export function StatusChooser({ statuses, chosen, onChoose }: Props) {
  const { t } = useI18n("plan");
  return (
    <NativeSelect
      className={`${styles.chooser} no-print`}
      label={t("column.status")}
      data={statuses.map(({ status, count }) => ({
        value: status,
        label: t("board.column", { status: t(`status.${status}`), count }),
      }))}
      value={chosen}
      onChange={(event) => onChoose(event.currentTarget.value as PlanActionStatus)}
    />
  );
}
