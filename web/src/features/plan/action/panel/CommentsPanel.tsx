import { useEffect, useEffectEvent, useState } from "react";
import { graphql, useFragment } from "../../../../gql";
import { useResult } from "../../../../lib/api/pageQuery";
import { useErrorText } from "../../../../lib/api/useErrorText";
import { useMutation } from "../../../../lib/api/useMutation";
import { useDraft } from "../../../../lib/drafts/drafts";
import { useI18n } from "../../../../lib/i18n";
import { useIdempotencyKey } from "../../../../lib/useIdempotencyKey";
import { Button } from "../../../../ui/Button";
import { MentionTextarea } from "../../../../ui/form/MentionTextarea";
import { mentionedIn } from "../../../../ui/form/mentions";
import { Loaded } from "../../../../ui/state/Loaded";
import { useChoices } from "../../choices";
import { useOfflineReason } from "../../here";
import { CommentItem, commentItem } from "./CommentItem";
import styles from "./CommentsPanel.module.css";

const Comments = graphql(`
  query PlanActionComments($id: ID!, $after: String) {
    planAction(id: $id) {
      id
      comments(first: 50, after: $after) {
        nodes { id ...CommentItem_comment }
        totalCount
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const AddComment = graphql(`
  mutation AddPlanActionComment($input: AddPlanActionCommentInput!) {
    addPlanActionComment(input: $input) {
      commentEdge { node { id ...CommentItem_comment } }
      planAction { id commentCount }
    }
  }
`);

const ReadComments = graphql(`
  mutation ReadPlanActionComments($input: ReadPlanActionCommentsInput!) {
    readPlanActionComments(input: $input) { planAction { id } }
  }
`);

type Props = {
  actionId: string;
  planId: string;
  canComment: { allowed: boolean; reason: string | null };
  eventCount: number;
};

/** What people say about an action, the oldest first; `@` mentions those who may read it. */
export function CommentsPanel({ actionId, planId, canComment, eventCount }: Props) {
  const { t } = useI18n("plan");
  const result = useResult(Comments, { id: actionId });
  const markRead = useMutation(ReadComments);
  const nodes = result.data?.planAction?.comments.nodes ?? [];
  const mentionsMe = useFragment(commentItem, nodes).some(({ mentions }) =>
    mentions.some(({ isViewer }) => isViewer),
  );
  const read = useEffectEvent(() => result.retry());
  const seen = useEffectEvent(() => void markRead.run({ actionId }));

  useEffect(() => {
    if (eventCount > 0) read();
  }, [eventCount]);

  // Who is mentioned and looks here has read it; the duty to answer goes with that.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new comment may mention the reader
  useEffect(() => {
    if (mentionsMe) seen();
  }, [mentionsMe, nodes.length]);

  return (
    <div className="stack">
      <Loaded result={result}>
        {({ planAction }) => {
          if (planAction === null) return null;
          const { comments } = planAction;
          return (
            <>
              {comments.nodes.length === 0 && <p className="muted">{t("comments.none")}</p>}
              <ol className={styles.comments}>
                {comments.nodes.map((comment) => (
                  <CommentItem key={comment.id} comment={comment} planId={planId} onChanged={result.retry} />
                ))}
              </ol>
              {comments.pageInfo.hasNextPage && (
                <Button small onClick={() => void result.more(comments.pageInfo.endCursor)}>
                  {t("comments.more")}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
      {canComment.allowed ? (
        <NewComment actionId={actionId} planId={planId} onSent={result.retry} />
      ) : (
        canComment.reason !== null && <p className="muted small">{canComment.reason}</p>
      )}
    </div>
  );
}

function NewComment({ actionId, planId, onSent }: { actionId: string; planId: string; onSent: () => void }) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const [body, setBody] = useDraft({ key: `plan/comment/${actionId}`, label: t("comments.new") });
  const [failure, setFailure] = useState<string | undefined>();
  const [isUsed, setUsed] = useState(false);
  const people = useChoices(isUsed || body !== "").readersOf(planId);
  const add = useMutation(AddComment);
  const key = useIdempotencyKey();
  const offline = useOfflineReason();

  async function send() {
    if (body.trim() === "") return setFailure(t("comments.missing"));
    const mentionIds = mentionedIn(
      body,
      people.filter(({ disabledReason }) => !disabledReason),
    );
    const { error } = await add.run({ actionId, body, mentionIds, idempotencyKey: key.current() });
    setFailure(error ? (error.fields[0]?.message ?? errorText(error)) : undefined);
    if (error !== null) return;
    key.renew();
    setBody("");
    onSent();
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <MentionTextarea
        label={t("comments.new")}
        help={t("comments.help")}
        error={failure}
        value={body}
        onChange={setBody}
        people={people}
        onFocus={() => setUsed(true)}
      />
      <div>
        <Button type="submit" isBusy={add.isBusy} disabledReason={offline}>
          {t("comments.send")}
        </Button>
      </div>
    </form>
  );
}
