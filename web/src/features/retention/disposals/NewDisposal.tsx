import { useNavigate, useParams } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Card } from "../../../ui/layout/Section";

const CreateDisposal = graphql(`
  mutation CreateDisposal($input: CreateDisposalInput!) {
    createDisposal(input: $input) { disposal { id } tenant { id ...DueDocuments_tenant disposals(first: 100) { totalCount nodes { id ...DisposalRow } pageInfo { hasNextPage endCursor } } } }
  }
`);

/** Begins a selection of the documents that were chosen. */
export function NewDisposal({ tenantId, documentIds }: { tenantId: string; documentIds: string[] }) {
  const { t } = useI18n("retention");
  const { t: slug } = useParams({ strict: false }) as { t: string };
  const navigate = useNavigate();
  const create = useMutation(CreateDisposal);
  const key = useIdempotencyKey();
  const form = useForm({
    initial: { title: "" },
    check: ({ title }) => [
      ...(title.trim() === "" ? [{ path: "title", message: t("disposal.name.needed") }] : []),
      ...(documentIds.length === 0 ? [{ path: "title", message: t("due.choose") }] : []),
    ],
    send: async ({ title }) => {
      const input = { tenantId, title, documentIds, idempotencyKey: key.current() };
      const { data, error } = await create.run(input);
      if (error !== null) return error;
      key.renew();
      announce(t("disposal.begun", { title }));
      await navigate({ to: `/i/${slug}/admin/disposals/${data.createDisposal.disposal.id}` as string });
      return null;
    },
  });
  return (
    <Card>
      <Form form={form} label={t("disposal.begin")} submitLabel={t("disposal.begin")}>
        <p className="small" role="status">
          {t("due.chosen", { count: documentIds.length })}
        </p>
        <TextField name="title" label={t("disposal.name")} help={t("disposal.name.help")} />
      </Form>
    </Card>
  );
}
