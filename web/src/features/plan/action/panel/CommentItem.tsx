import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../../gql";
import { useErrorText } from "../../../../lib/api/useErrorText";
import { useMutation } from "../../../../lib/api/useMutation";
import { useDraft } from "../../../../lib/drafts/drafts";
import { useFormat } from "../../../../lib/format/useFormat";
import { useI18n } from "../../../../lib/i18n";
import { offerUndo } from "../../../../lib/undo";
import { Button } from "../../../../ui/Button";
import { MentionTextarea } from "../../../../ui/form/MentionTextarea";
import { mentionedIn, partsWithMentions } from "../../../../ui/form/mentions";
import { useChoices } from "../../choices";
import { useOfflineReason } from "../../here";
import styles from "./CommentsPanel.module.css";

export const commentItem = graphql(`
  fragment CommentItem_comment on PlanActionComment {
    id
    body
    createdAt
    editedAt
    version
    action { id }
    author { id displayName isViewer }
    mentions { id displayName isViewer }
    viewerCan { update { allowed } delete { allowed } }
  }
`);

const UpdateComment = graphql(`
  mutation UpdatePlanActionComment($input: UpdatePlanActionCommentInput!) {
    updatePlanActionComment(input: $input) { comment { id ...CommentItem_comment } }
  }
`);

const DeleteComment = graphql(`
  mutation DeletePlanActionComment($input: DeletePlanActionCommentInput!) {
    deletePlanActionComment(input: $input) { deletedCommentId planAction { id commentCount } }
  }
`);

const RestoreComment = graphql(`
  mutation RestorePlanActionComment($input: AddPlanActionCommentInput!) {
    addPlanActionComment(input: $input) {
      commentEdge { node { id ...CommentItem_comment } }
      planAction { id commentCount }
    }
  }
`);

type Props = { comment: FragmentType<typeof commentItem>; planId: string; onChanged: () => void };

/** A comment: who, when, what; its author may change it. */
export function CommentItem({ comment, planId, onChanged }: Props) {
  const { t } = useI18n("plan");
  const { shortInstant } = useFormat();
  const errorText = useErrorText();
  const data = useFragment(commentItem, comment);
  const { id, body, createdAt, editedAt, author, mentions, viewerCan, action } = data;
  const remove = useMutation(DeleteComment);
  const restore = useMutation(RestoreComment);
  const offline = useOfflineReason();
  const [isEditing, setEditing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const parts = partsWithMentions(
    body,
    mentions.map(({ displayName }) => displayName),
  );

  async function deleteComment() {
    const { error } = await remove.run({ id });
    setFailure(error && errorText(error));
    if (error !== null) return;
    onChanged();
    if (!author.isViewer) return;
    offerUndo({
      text: t("comments.deleted"),
      undo: async () => {
        await restore.run({
          actionId: action.id,
          body,
          mentionIds: mentions.map((person) => person.id),
          idempotencyKey: crypto.randomUUID(),
        });
        onChanged();
      },
    });
  }

  return (
    <li className={styles.comment}>
      <p className="small muted">
        <strong>{author.displayName}</strong>, {shortInstant(createdAt)}
        {editedAt !== null && ` ${t("comments.edited", { at: shortInstant(editedAt) })}`}
      </p>
      {isEditing ? (
        <EditComment comment={data} planId={planId} onClose={() => setEditing(false)} />
      ) : (
        <p className={styles.body}>
          {parts.map(({ text, isMention }, at) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity
            isMention ? <strong key={at}>{text}</strong> : <span key={at}>{text}</span>,
          )}
        </p>
      )}
      {!isEditing && (viewerCan.update.allowed || viewerCan.delete.allowed) && (
        <div className="row">
          {viewerCan.update.allowed && (
            <Button small kind="quiet" disabledReason={offline} onClick={() => setEditing(true)}>
              {t("comments.edit")}
            </Button>
          )}
          {viewerCan.delete.allowed && (
            <Button
              small
              kind="quiet"
              isBusy={remove.isBusy}
              disabledReason={offline}
              onClick={() => void deleteComment()}
            >
              {t("comments.delete")}
            </Button>
          )}
        </div>
      )}
      {failure !== null && <p role="alert">{failure}</p>}
    </li>
  );
}

type Data = { id: string; body: string; version: number };

function EditComment({ comment, planId, onClose }: { comment: Data; planId: string; onClose: () => void }) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const [draft, setDraft] = useDraft({ key: `plan/comment-edit/${comment.id}`, label: t("comments.draft") });
  const body = draft === "" ? comment.body : draft;
  const [failure, setFailure] = useState<string | undefined>();
  const people = useChoices().readersOf(planId);
  const update = useMutation(UpdateComment);

  async function save() {
    const mentionIds = mentionedIn(
      body,
      people.filter(({ disabledReason }) => !disabledReason),
    );
    const { error } = await update.run({
      id: comment.id,
      expectedVersion: comment.version,
      body,
      mentionIds,
    });
    setFailure(error ? (error.fields[0]?.message ?? errorText(error)) : undefined);
    if (error !== null) return;
    setDraft("");
    onClose();
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <MentionTextarea
        label={t("comments.change")}
        error={failure}
        value={body}
        onChange={setDraft}
        people={people}
      />
      <div className="row">
        <Button small type="submit" isBusy={update.isBusy}>
          {t("save")}
        </Button>
        <Button
          small
          kind="quiet"
          onClick={() => {
            setDraft("");
            onClose();
          }}
        >
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
