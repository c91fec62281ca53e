import { useId, useState, type ReactNode } from "react";
import type { DeskAction } from "../api/schema.generated";
import { useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { useFollow } from "../api/use-live";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { useNow } from "../design/time";
import { formatDuration, formatList } from "../text/format";
import { useLabel } from "../text/labels";
import { useQueueName } from "../text/categories";
import { useText } from "../text/language";
import { TakeComplaintDocument, type DeskRowFragment } from "./desk.generated";
import { DeskActDialog } from "./desk-act-dialog";
import type { DeskCaseFragment } from "./notes.generated";
import { besideInQueue } from "./queue-place";
import { ReleaseComplaintDocument, RenewLeaseDocument, WatchViewersDocument } from "./staff-panel.generated";
import { useKeys, useShortcuts } from "./shortcuts";
import { staffText } from "./staff.text";
import { useKeptLease } from "./use-kept-lease";

interface Props {
  complaint: DeskCaseFragment;
  onAgain: () => void;
}

/** Who works on a case, who else is viewing it, and the desk's actions. */
export default function StaffPanel({ complaint, onAgain }: Props): ReactNode {
  const say = useText(staffText);
  const id = useId();
  useKeptLease(complaint);
  useCaseKeys(complaint.id);
  return (
    <section className="card stack-tight" aria-labelledby={id} data-dense>
      <h2 id={id}>{say("title")}</h2>
      <Panel complaint={complaint} onAgain={onAgain} />
    </section>
  );
}

/** Keys press the buttons that are on the page; what is not possible has none. */
function useCaseKeys(id: string): void {
  const navigate = useNavigate();
  const goTo = (beside: string | null): void => {
    if (beside) void navigate(`/cases/${beside}`);
  };
  const [keys] = useKeys();
  const press =
    (...actions: readonly string[]) =>
    (): void => {
      for (const action of actions) document.querySelector<HTMLElement>(`main [data-act="${action}"]`)?.click();
    };
  useShortcuts(keys, {
    take: press("TAKE"),
    takeNext: () => void navigate("/desk", { state: { takeNext: true } }),
    accept: press("ACCEPT"),
    ask: press("REQUEST_INFORMATION", "REQUEST_EVIDENCE"),
    refuse: press("REFUSE"),
    decide: press("ISSUE_RULING", "DECIDE_APPEAL"),
    note: () => document.querySelector<HTMLElement>("main [data-note]")?.focus(),
    next: () => goTo(besideInQueue(id, 1)),
    previous: () => goTo(besideInQueue(id, -1)),
  });
}

/** Takes a single click; the other actions ask for something first. */
const AT_ONCE: readonly DeskAction[] = ["TAKE", "RENEW", "RELEASE"];

function Panel({ complaint, onAgain }: Props): ReactNode {
  const label = useLabel();
  const say = useText(staffText);
  const take = useAct(TakeComplaintDocument);
  const renew = useAct(RenewLeaseDocument);
  const release = useAct(ReleaseComplaintDocument);
  const [asking, setAsking] = useState<DeskAction | null>(null);
  const base = { complaintId: complaint.id };
  const leased = { ...base, leaseToken: complaint.lease?.token ?? 0 };
  const atOnce: Partial<Record<DeskAction, () => Promise<unknown>>> = {
    TAKE: () => take.act(base),
    RENEW: () => renew.act(leased),
    RELEASE: () => release.act(leased),
  };
  const taken = complaint.lease?.isMine === true;

  async function press(action: DeskAction): Promise<void> {
    const act = atOnce[action];
    if (!act) return setAsking(action);
    // A refusal means that the case has changed since it was shown.
    if (!(await act())) onAgain();
  }

  return (
    <>
      <Holding complaint={complaint} />
      <Refused refusal={take.refusal ?? renew.refusal ?? release.refusal} />
      <div className="row">
        {complaint.deskActions
          // Taking a case again would only end a hold; notes are written where they are read.
          .filter(({ action }) => (action !== "TAKE" || !taken || complaint.held) && action !== "WRITE_NOTE")
          .map(({ action, unavailableBecause }) => (
            <span key={action} className="stack-tight">
              <Button
                data-act={action}
                kind={action === "TAKE" ? "primary" : AT_ONCE.includes(action) ? "plain" : "quiet"}
                busy={(action === "TAKE" && take.busy) || (action === "RELEASE" && release.busy)}
                disabled={Boolean(unavailableBecause)}
                aria-describedby={unavailableBecause ? `${complaint.id}-${action}` : undefined}
                onClick={() => void press(action)}
              >
                {action === "TAKE" && taken ? say("takeAgain") : label("DeskAction", action)}
              </Button>
              {unavailableBecause && (
                <span id={`${complaint.id}-${action}`} className="muted small">
                  {unavailableBecause.message}
                </span>
              )}
            </span>
          ))}
      </div>
      <Viewers complaintId={complaint.id} />
      {asking && <DeskActDialog action={asking} complaint={complaint} onClose={() => setAsking(null)} />}
    </>
  );
}

function Holding({ complaint }: { complaint: DeskRowFragment }): ReactNode {
  const queueName = useQueueName();
  const say = useText(staffText);
  const now = useNow();
  const { lease, held, assignedTo, escalated, queue } = complaint;
  const [had, setHad] = useState(lease?.isMine ?? false);
  if (lease?.isMine && !had) setHad(true);
  const left = lease ? Date.parse(lease.expiresAt) - now : 0;
  return (
    <div className="stack-tight">
      <div role="status">
        {had && !lease?.isMine ? <Notice tone="warn">{say("lost")}</Notice> : null}
        <p>
          {lease?.isMine && <Badge tone="good">{say("mine")}</Badge>}
          {lease && !lease.isMine && <Badge tone="warn">{say("heldBy", { name: lease.holderName })}</Badge>}
          {!lease && say("nobody")}
        </p>
      </div>
      {lease?.isMine && (
        <p className="small">
          {say("leaseEnds", { time: formatDuration(Math.max(0, left)) })}{" "}
          {!held && <span className="muted">{say("keptAlive")}</span>}
        </p>
      )}
      {held && <p className="small">{say("onHold", { reason: held.reason })}</p>}
      {escalated && <p className="small">{say("forLead")}</p>}
      <dl className="facts small">
        {queue && (
          <>
            <dt>{say("queue")}</dt>
            <dd>{queueName(queue)}</dd>
          </>
        )}
        <dt>{say("assignedTo")}</dt>
        <dd>{assignedTo?.displayName ?? say("anybody")}</dd>
      </dl>
    </div>
  );
}

function Viewers({ complaintId }: { complaintId: string }): ReactNode {
  const say = useText(staffText);
  const [names, setNames] = useState<string[]>([]);
  useFollow({
    updates: WatchViewersDocument,
    variables: { id: complaintId },
    after: null,
    onUpdate: ({ complaintViewers }) =>
      setNames(complaintViewers.flatMap(({ isMe, displayName }) => (isMe ? [] : displayName))),
  });
  return (
    <p className="small muted" role="status">
      {names.length > 0 ? say("looking", { names: formatList(names) }) : say("alone")}
    </p>
  );
}
