import { useEffect } from "react";
import { graphql } from "../../../gql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Picker } from "../../../ui/form/Picker";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { useHere } from "../here";

const Risks = graphql(`
  query ControlProofRisks($tenantId: ID!, $after: String) {
    tenant(id: $tenantId) {
      id
      risks(first: 100, after: $after) {
        nodes { id code title }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** A risk of the register, found by typing; told by its code. */
export function PickRisk({ onPicked }: { onPicked: (code: string) => void }) {
  const { t } = useI18n("control");
  const { id: tenantId } = useHere();
  const result = useResult(Risks, { tenantId });
  const page = result.data?.tenant?.risks.pageInfo;
  const { more } = result;

  // A register of more than a page: the rest comes while one types.
  useEffect(() => {
    if (page?.hasNextPage) void more(page.endCursor);
  }, [page?.hasNextPage, page?.endCursor, more]);

  return (
    <Loaded result={result} skeleton={<SkeletonLines count={1} />}>
      {({ tenant }) => {
        const risks = tenant?.risks.nodes ?? [];
        if (risks.length === 0) return <p className="muted">{t("proof.pick.none")}</p>;
        return (
          <Picker
            label={t("proof.pick.label")}
            description={t("proof.pick.help")}
            inputWrapperOrder={["label", "description", "input"]}
            options={risks.map(({ id, code, title }) => ({ id, label: `${code} ${title}` }))}
            value={null}
            onChange={(chosen) => {
              const risk = risks.find(({ id }) => id === chosen);
              if (risk !== undefined) onPicked(risk.code);
            }}
          />
        );
      }}
    </Loaded>
  );
}
