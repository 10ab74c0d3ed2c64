import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import type { PickerOption } from "../../../ui/form/Picker";
import { PickerField } from "../../../ui/form/PickerField";
import { useForm } from "../../../ui/form/useForm";
import { LockedBanner } from "../../../ui/state/Banner";

const institutionOf = graphql(`
  fragment PlaceInstitution_institution on ManagedInstitution {
    id
    version
    nameRo
    nameEn
    parentId
    retiredAt
    viewerCan { retire { allowed reason } reinstate { allowed reason } }
  }
`);

const PlaceAgain = graphql(`
  query PlaceInstitutionAgain($id: ID!) {
    tenant(id: $id) { id municipality { id managedInstitutions { id ...PlaceInstitution_institution } } }
  }
`);

const MoveInstitution = graphql(`
  mutation MoveInstitution($input: MoveInstitutionInput!) {
    moveInstitution(input: $input) { institution { id ...PlaceInstitution_institution } }
  }
`);

const RetireInstitution = graphql(`
  mutation RetireInstitution($input: RetireInstitutionInput!) {
    retireInstitution(input: $input) { institution { id version ...PlaceInstitution_institution } }
  }
`);

const ReinstateInstitution = graphql(`
  mutation ReinstateInstitution($input: ReinstateInstitutionInput!) {
    reinstateInstitution(input: $input) { institution { id version ...PlaceInstitution_institution } }
  }
`);

type Props = {
  /** The city hall. */
  tenantId: string;
  institution: FragmentType<typeof institutionOf>;
  superiors: PickerOption[];
  onDone: () => void;
};

/** Where an institution stands, and whether it is in use. */
export function PlaceInstitution({ tenantId, institution, superiors, onDone }: Props) {
  const { t } = useI18n("tenancy");
  const data = useFragment(institutionOf, institution);
  const move = useMutation(MoveInstitution);
  const retire = useMutation(RetireInstitution);
  const reinstate = useMutation(ReinstateInstitution);
  const name = localName(data);
  const subject = { id: data.id, expectedVersion: data.version };
  const again = () => askAgain(PlaceAgain, { id: tenantId });
  const form = useForm({
    initial: { parentId: data.parentId },
    thing: { version: data.version, again },
    check: ({ parentId }) =>
      parentId ? [] : [{ path: "parentId", message: t("institutions.parent.needed") }],
    send: async ({ parentId }, expectedVersion) => {
      const { error } = await move.run({ id: data.id, expectedVersion, parentId: parentId ?? "" });
      if (error !== null) return error;
      announce(t("institutions.moved", { name }));
      onDone();
      return null;
    },
  });

  /** Somebody moved or retired it meanwhile: it is shown as it is now, and the next try is about that. */
  function refuse(error: ApiError) {
    form.fail(error);
    if (error.code === "CONFLICT") void again();
  }

  async function close() {
    const { data: done, error } = await retire.run(subject);
    if (error !== null) return refuse(error);
    const { version } = done.retireInstitution.institution;
    offerUndo({
      text: t("institutions.retire.done", { name }),
      undo: async () => void (await reinstate.run({ id: data.id, expectedVersion: version })),
    });
    onDone();
  }

  async function reopen() {
    const { error } = await reinstate.run(subject);
    if (error !== null) return refuse(error);
    announce(t("institutions.reinstated", { name }));
    onDone();
  }

  if (data.parentId === null) return <LockedBanner>{data.viewerCan.retire.reason}</LockedBanner>;
  if (data.retiredAt !== null) {
    return (
      <>
        <p>{t("institutions.retired.text")}</p>
        <div>
          <Button
            isBusy={reinstate.isBusy}
            disabledReason={data.viewerCan.reinstate.reason}
            onClick={() => void reopen()}
          >
            {t("institutions.reinstate")}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <Form
        form={form}
        submitLabel={t("institutions.move")}
        actions={
          <Button
            kind="danger"
            isBusy={retire.isBusy}
            disabledReason={data.viewerCan.retire.reason}
            onClick={() => void close()}
          >
            {t("institutions.retire")}
          </Button>
        }
      >
        <PickerField name="parentId" label={t("tenant.parent")} options={superiors} />
      </Form>
      <p className="small muted">{t("institutions.retire.help")}</p>
    </>
  );
}
