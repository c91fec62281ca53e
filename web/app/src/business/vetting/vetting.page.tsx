import type { ReactNode } from "react";
import { present } from "../../api/use-read";
import { useAct } from "../../api/use-act";
import { Page } from "../../design/page";
import { Badge } from "../../design/badge";
import { Loaded } from "../../design/loaded";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { Countdown, Time } from "../../design/time";
import { formatTime } from "../../text/format";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { ActionButton } from "../../design/action-button";
import { Documents } from "./documents";
import { LicenceClaim } from "./licence-claim";
import { Requirements } from "./requirements";
import { APPLICATION_TONE } from "../tones";
import { UploadDocument } from "./upload-document";
import { useBusiness, useBusinessRead } from "../use-business";
import { BusinessVettingDocument, SubmitApplicationDocument, type OwnVettingFragment } from "./vetting.generated";

const text = defineText("businessVetting", {
  en: {
    title: "Verification",
    explained: "Before a business may sell, its documents are checked; later on they are renewed before they expire.",
    application: "Your application",
    applications: "Earlier applications",
    none: "No application yet. Add the documents that are asked for, then submit it.",
    submitted: "Submitted",
    answeredBy: "Answer expected",
    decided: "Decided",
    changes: "What the platform asks you to change",
    concerns: "It concerns",
    reason: "Reasons",
    reapply: "You may apply again from {{at}}.",
  },
  zh: {
    title: "资质核验",
    explained: "店铺资质经审核通过后方可经营；到期前请及时更新。",
    application: "您的申请",
    applications: "此前的申请",
    none: "尚未提交申请。请先添加所需材料，再提交申请。",
    submitted: "提交时间",
    answeredBy: "预计答复",
    decided: "审核时间",
    changes: "平台要求补充或修改",
    concerns: "涉及材料",
    reason: "审核意见",
    reapply: "{{at}} 起可再次申请。",
  },
});

type Vetting = NonNullable<OwnVettingFragment["vetting"]>;

export { VettingPage as Component };

function VettingPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const read = present(useBusinessRead(BusinessVettingDocument, { id: provider.id }), "provider");
  return (
    <Page title={say("title")}>
      <p className="muted prose">{say("explained")}</p>
      <Loaded {...read}>
        {({ provider: { vetting } }) => vetting && <VettingShown vetting={vetting} onChanged={read.onAgain} />}
      </Loaded>
    </Page>
  );
}

function VettingShown({ vetting, onChanged }: { vetting: Vetting; onChanged: () => void }): ReactNode {
  const say = useText(text);
  const [latest, ...earlier] = vetting.applications;
  return (
    <>
      <section className="card stack-tight" aria-labelledby="application">
        <h2 id="application">{say("application")}</h2>
        {latest ? <Application application={latest} /> : <p>{say("none")}</p>}
        <Submit vetting={vetting} onSubmitted={onChanged} />
      </section>
      <LicenceClaim vetting={vetting} onChanged={onChanged} />
      <Requirements vetting={vetting} />
      <UploadDocument vetting={vetting} onArrived={onChanged} />
      <Documents documents={vetting.documents} onWithdrawn={onChanged} />
      {earlier.length > 0 && (
        <details>
          <summary>{say("applications")}</summary>
          <ul className="stack-tight">
            {earlier.map((application) => (
              <li key={application.id} className="card">
                <Application application={application} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Submit({ vetting, onSubmitted }: { vetting: Vetting; onSubmitted: () => void }): ReactNode {
  const label = useLabel();
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(SubmitApplicationDocument);
  const action = vetting.availableActions.find(({ action }) => action === "SUBMIT");
  if (!action) return null;
  return (
    <>
      <Refused refusal={refusal} />
      <ActionButton
        label={label("VettingAction", "SUBMIT")}
        because={action.unavailableBecause}
        busy={busy}
        onAct={() => void act({ providerId: provider.id }).then((done) => done && onSubmitted())}
      />
    </>
  );
}

function Application({ application }: { application: Vetting["applications"][number] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { kind, status, submittedAt, dueAt, decidedAt, ground, reason, mayReapplyAt } = application;
  const { changesRequested, changesRequestedFor } = application;
  return (
    <div className="stack-tight" role="status">
      <div className="row">
        <strong>{label("ApplicationKind", kind)}</strong>
        <Badge tone={APPLICATION_TONE[status]}>{label("ApplicationStatus", status)}</Badge>
        {ground && <span>{label("ApplicationRejectionGround", ground)}</span>}
      </div>
      <div className="row small muted">
        <span>
          {say("submitted")} <Time at={submittedAt} />
        </span>
        {dueAt && (
          <span>
            {say("answeredBy")} <Countdown until={dueAt} />
          </span>
        )}
        {decidedAt && (
          <span>
            {say("decided")} <Time at={decidedAt} />
          </span>
        )}
      </div>
      {status === "CHANGES_REQUESTED" && changesRequested && (
        <Notice tone="warn">
          <p>
            <strong>{say("changes")}</strong>
          </p>
          <p className="prose">{changesRequested}</p>
          {changesRequestedFor && changesRequestedFor.length > 0 && (
            <p className="row small">
              {say("concerns")}
              {changesRequestedFor.map((each) => (
                <Badge key={each}>{label("VerificationKind", each)}</Badge>
              ))}
            </p>
          )}
        </Notice>
      )}
      {reason && (
        <div>
          <p className="small muted">{say("reason")}</p>
          <p className="prose">{reason}</p>
        </div>
      )}
      {mayReapplyAt && <p className="small">{say("reapply", { at: formatTime(mayReapplyAt) })}</p>}
    </div>
  );
}
