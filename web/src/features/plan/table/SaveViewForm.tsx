import { useEffect, useRef } from "react";
import { graphql } from "../../../gql";
import type { ViewSurface } from "../../../gql/graphql";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { CheckboxField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Card } from "../../../ui/layout/Section";
import styles from "./Toolbar.module.css";

const CreateSavedView = graphql(`
  mutation CreatePlanView($input: CreateSavedViewInput!) {
    createSavedView(input: $input) { savedView { id name query isShared version } }
  }
`);

type Props = {
  tenantId: string;
  surface: ViewSurface;
  query: string;
  canShare: boolean;
  onClose: () => void;
  onSaved: (id: string) => void;
};

/** Gives the view on the screen a name, for oneself or for the institution. */
export function SaveViewForm({ tenantId, surface, query, canShare, onClose, onSaved }: Props) {
  const { t } = useI18n("plan");
  const create = useMutation(CreateSavedView);
  const key = useIdempotencyKey();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector("input")?.focus(), []);

  const form = useForm({
    initial: { name: "", isShared: false },
    check: ({ name }) => (name.trim() === "" ? [{ path: "name", message: t("views.name.missing") }] : []),
    async send({ name, isShared }) {
      const input = { tenantId, surface, name, query, isShared, idempotencyKey: key.current() };
      const { data, error } = await create.run(input);
      if (error !== null) return error;
      key.renew();
      onSaved(data.createSavedView.savedView.id);
      return null;
    },
  });

  return (
    <div ref={root} className={styles.wide}>
      <Card>
        <Form
          form={form}
          label={t("views.saveNew")}
          submitLabel={t("views.save")}
          actions={
            <Button kind="quiet" onClick={onClose}>
              {t("cancel")}
            </Button>
          }
        >
          <TextField name="name" label={t("views.name")} />
          {canShare && <CheckboxField name="isShared" label={t("views.share")} />}
        </Form>
      </Card>
    </div>
  );
}
