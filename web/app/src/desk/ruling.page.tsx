import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { useAct } from "../api/use-act";
import { useLive } from "../api/use-live";
import { Button, ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { NotFound } from "../shell/wrong-page";
import { useText } from "../text/language";
import { toInput } from "./decision/decision";
import styles from "./decision/decision.module.css";
import {
  DecidableCaseDocument,
  DiscardDecisionDraftDocument,
  IssueRulingDocument,
  WatchDecidableCaseDocument,
  type DecidableCaseFragment,
} from "./decision/decision.generated";
import { DecisionEditor } from "./decision/decision-editor";
import { decisionText } from "./decision/decision.text";
import { DiscardButton } from "./decision/discard-button";
import { DraftSign } from "./decision/draft-sign";
import { isPlaced, useLeadToField } from "./decision/form-errors";
import { IssueDialog } from "./decision/issue-dialog";
import { PreviewPanel } from "./decision/preview-panel";
import { useDraft } from "./decision/use-draft";
import { usePreview } from "./decision/use-preview";
import StaffPanel from "./staff-panel";

export { RulingPage as Component };

function RulingPage(): ReactNode {
  const say = useText(decisionText);
  const { id = "" } = useParams();
  const read = useLive({
    query: DecidableCaseDocument,
    variables: { id },
    cursorOf: ({ complaint }) => complaint?.cursor,
    updates: WatchDecidableCaseDocument,
    updateVariables: { id },
  });
  const complaint = read.data?.complaint;
  // The draft is read anew first: another device may have written on.
  const [ready, setReady] = useState(false);
  if (!ready && complaint && !read.fetching) setReady(true);
  if (read.data && !complaint && !read.fetching) return <NotFound />;
  return (
    <Page
      dense
      title={complaint ? say("titleOf", { title: complaint.title }) : say("title")}
      actions={<ButtonLink to={`/cases/${id}`}>{say("backToCase")}</ButtonLink>}
    >
      <Loaded {...read} data={ready ? complaint : null} fetching={!ready || read.fetching} lines={8}>
        {(complaint) => <RulingForm key={complaint.id} complaint={complaint} onAgain={read.onAgain} />}
      </Loaded>
    </Page>
  );
}

function RulingForm({ complaint, onAgain }: { complaint: DecidableCaseFragment; onAgain: () => void }): ReactNode {
  const say = useText(decisionText);
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(complaint.id, complaint.myRulingDraft);
  const breachIds = complaint.breaches.map(({ id }) => id);
  const preview = usePreview(draft.decision, complaint.id, breachIds);
  const issue = useAct(IssueRulingDocument);
  const discard = useAct(DiscardDecisionDraftDocument);
  const [sure, setSure] = useState(false);
  useLeadToField(form, issue.refusal);

  const offered = complaint.availableActions.find(({ action }) => action === "ISSUE_RULING");
  const why = offered ? (offered.unavailableBecause?.message ?? null) : say("notYours");

  async function run(): Promise<void> {
    const done = await issue.act({
      complaintId: complaint.id,
      leaseToken: complaint.lease?.token ?? 0,
      expectedVersion: complaint.version,
      ...toInput(draft.decision, breachIds),
    });
    setSure(false);
    if (done) {
      draft.end();
      await navigate(`/cases/${complaint.id}`);
    } else onAgain();
  }

  async function throwAway(): Promise<void> {
    if (!(await discard.act({ complaintId: complaint.id }))) return;
    draft.end();
    await navigate(`/cases/${complaint.id}`);
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!why) setSure(true);
  };

  return (
    <div className={styles.layout}>
      <form ref={form} className="stack" onSubmit={submit}>
        <p className="muted">
          {say("against", { consumer: complaint.consumerName, provider: complaint.provider.legalName })} ·{" "}
          {complaint.order.title}
        </p>
        {!isPlaced(issue.refusal) && <Refused refusal={issue.refusal} onAgain={onAgain} />}
        <Refused refusal={discard.refusal} />
        <DecisionEditor
          complaint={complaint}
          decision={draft.decision}
          onChange={draft.change}
          errorAt={(field) => issue.refusal?.at(field) ?? preview.refusal?.at(field)}
          preview={preview.data}
        />
        {why && (
          <Notice tone="warn">
            <span id="why-not">{say("cannot", { why })}</span>
          </Notice>
        )}
        <div className="row">
          <Button
            kind="primary"
            type="submit"
            busy={issue.busy}
            aria-disabled={why ? true : undefined}
            aria-describedby={why ? "why-not" : undefined}
          >
            {say("issue")}
          </Button>
          <DiscardButton busy={discard.busy} onDiscard={() => void throwAway()} />
          <DraftSign draft={draft} />
        </div>
      </form>
      <aside className={`stack ${styles.side}`}>
        <StaffPanel complaintId={complaint.id} />
        <PreviewPanel preview={preview} />
      </aside>
      {sure && (
        <IssueDialog
          decision={draft.decision}
          causes={preview.data?.secondApprovalBecause ?? []}
          busy={issue.busy}
          onSure={() => void run()}
          onClose={() => setSure(false)}
        />
      )}
    </div>
  );
}
