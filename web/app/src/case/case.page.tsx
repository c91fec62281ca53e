import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import type { ComplaintAction } from "../api/schema.generated";
import { useLive } from "../api/use-live";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { isStaff, useViewer } from "../shell/viewer";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionsNow } from "./actions-now";
import { isPlaced } from "./action-places";
import { CaseContext, type Case } from "./case-context";
import { CaseDocument, WatchCaseDocument } from "./case.generated";
import { CaseHead, CaseStanding } from "./case-head";
import { caseText } from "./case.text";
import { CaseSections } from "./case-sections";
import { later } from "../design/later";
import styles from "./case.module.css";
import { Latest } from "./timeline";
import { useTimeline } from "./use-timeline";

const loadActDialog = () => import("./actions/act-dialog");
const ActDialog = later(loadActDialog);
const StaffPanel = later(() => import("../desk/staff-panel"));

export { CasePage as Component };

function CasePage(): ReactNode {
  const { id = "" } = useParams();
  return <CaseById key={id} id={id} />;
}

function CaseById({ id }: { id: string }): ReactNode {
  const say = useText(caseText);
  const read = useLive({
    query: CaseDocument,
    variables: { id },
    cursorOf: ({ complaint }) => complaint?.cursor,
    updates: WatchCaseDocument,
    updateVariables: { id },
  });
  return (
    <Loaded {...read} lines={8}>
      {({ complaint }) =>
        complaint ? (
          <CaseShown complaint={complaint} onAgain={read.onAgain} />
        ) : (
          <Page title={say("case")}>
            <Empty title={say("notFound")}>
              <p>{say("notFoundHint")}</p>
              <Link to="/cases">{say("myCases")}</Link>
            </Empty>
          </Page>
        )
      }
    </Loaded>
  );
}

function CaseShown({ complaint, onAgain }: { complaint: Case; onAgain: () => void }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const staff = isStaff(useViewer());
  const events = useTimeline(complaint.id, complaint.version);
  const [doing, setDoing] = useState<ComplaintAction | null>(null);
  const [done, setDone] = useState<ComplaintAction | null>(null);
  const start = useCallback((action: ComplaintAction) => {
    setDone(null);
    setDoing(action);
  }, []);
  const open = useMemo(() => ({ complaint, start, readAgain: onAgain }), [complaint, start, onAgain]);
  // So that the form is there when the network is not.
  useEffect(() => void loadActDialog().catch(() => undefined), []); // asked again when it is opened

  return (
    <CaseContext value={open}>
      <Page title={complaint.title} dense={staff}>
        <div role="status">
          {done && <p className="notice">{say("done", { action: label("ComplaintAction", done) })}</p>}
        </div>
        <CaseStanding />
        <div className={styles.layout}>
          <div className={`stack ${styles.side}`}>
            <Latest events={events} />
            <ActionsNow />
            {staff && <StaffPanel complaintId={complaint.id} />}
          </div>
          <div className={`stack ${styles.main}`}>
            <CaseHead />
            <CaseSections events={events} dense={staff} />
          </div>
        </div>
      </Page>
      {doing && !isPlaced(doing) && (
        <ActDialog
          action={doing}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDone(doing);
            setDoing(null);
          }}
        />
      )}
    </CaseContext>
  );
}
