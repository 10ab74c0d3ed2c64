import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { CheckboxField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Dialog } from "../../../ui/overlay/Dialog";

const eraseMember = graphql(`
  fragment EraseMember_membership on Membership {
    id
    version
    displayName
    isActive
    isErased
    viewerCan { erase { allowed reason } }
  }
`);

const EraseMemberAgain = graphql(`
  query EraseMemberAgain($id: ID!) { node(id: $id) { id ...EraseMember_membership } }
`);

const Erase = graphql(`
  mutation EraseMember($input: EraseMemberInput!) {
    eraseMember(input: $input) {
      membership { id email ...EraseMember_membership }
      tenant { id ...Erasures_tenant }
    }
  }
`);

/** For a person who left and asks to be forgotten: name and address go, what was done stays under the function. */
export function EraseMember({ membership }: { membership: FragmentType<typeof eraseMember> }) {
  const { t } = useI18n("tenancy");
  const { id, version, displayName, isActive, isErased, viewerCan } = useFragment(eraseMember, membership);
  const erase = useMutation(Erase);
  const [isAsking, setAsking] = useState(false);
  const form = useForm({
    initial: { basis: "", isFunctionErased: false },
    thing: { version, again: () => askAgain(EraseMemberAgain, { id }) },
    check: ({ basis }) =>
      basis.trim().length < 3 ? [{ path: "basis", message: t("member.erase.basis.needed") }] : [],
    send: async (values, expectedVersion) => {
      const { error } = await erase.run({ id, expectedVersion, ...values });
      if (error !== null) return error;
      setAsking(false);
      announce(t("member.erase.done"));
      return null;
    },
  });
  if (isErased) return <p role="status">{t("member.erased")}</p>;
  if (isActive) return null;
  return (
    <div>
      <Button kind="danger" disabledReason={viewerCan.erase.reason} onClick={() => setAsking(true)}>
        {t("member.erase")}
      </Button>
      {isAsking && (
        <Dialog title={t("member.erase.title", { name: displayName })} onClose={() => setAsking(false)}>
          <p>{t("member.erase.text")}</p>
          <Form
            form={form}
            label={t("member.erase")}
            submitLabel={t("member.erase")}
            actions={<Button onClick={() => setAsking(false)}>{t("cancel")}</Button>}
          >
            <TextField name="basis" label={t("member.erase.basis")} help={t("member.erase.basis.help")} />
            <CheckboxField
              name="isFunctionErased"
              label={t("member.erase.function")}
              help={t("member.erase.function.help")}
            />
          </Form>
        </Dialog>
      )}
    </div>
  );
}
