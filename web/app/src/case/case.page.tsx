import { useEffect, useState, type ReactNode } from "react";
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
import { CaseContext, staffCaseOf, type CaseEvent, type CaseRead } from "./case-context";
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
const ConsumerRecord = later(() => import("../filing-limits/consumer-record"));
const StaffPanel = later(() => import("../desk/staff-panel"));

export { CasePage as Component };

function CasePage(): ReactNode {
  const { id = "" } = useParams();
  return <CaseById key={id} id={id} />;
}

function CaseById({ id }: { id: string }): ReactNode {
  const say = useText(caseText);
  const staff = isStaff(useViewer());
  const [happened, setHappened] = useState<readonly CaseEvent[]>([]);
  const read = useLive({
    query: CaseDocument,
    variables: { id, staff },
    cursorOf: ({ complaint }) => complaint?.cursor,
    updates: WatchCaseDocument,
    updateVariables: { id, staff },
    onUpdate: ({ complaintUpdated: { event } }) => event && setHappened((before) => [...before, event]),
  });
  return (
    <Loaded {...read} lines={8}>
      {({ complaint }) =>
        complaint ? (
          <CaseShown complaint={complaint} happened={happened} onAgain={read.onAgain} />
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

interface Props {
  complaint: CaseRead;
  /** What has changed since it was read. */
  happened: readonly CaseEvent[];
  onAgain: () => void;
}

function CaseShown({ complaint, happened, onAgain }: Props): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const staff = isStaff(useViewer());
  const staffCase = staffCaseOf(complaint);
  const events = useTimeline(complaint, happened);
  const [doing, setDoing] = useState<ComplaintAction | null>(null);
  const [done, setDone] = useState<ComplaintAction | null>(null);
  function start(action: ComplaintAction): void {
    setDone(null);
    setDoing(action);
  }
  // Loaded early, so that the form is available without a network.
  useEffect(() => void loadActDialog().catch(() => undefined), []); // requested again when the form is opened

  return (
    <CaseContext value={{ complaint, events, start, readAgain: onAgain }}>
      <Page title={complaint.title} dense={staff}>
        <div role="status">
          {done && <p className="notice">{say("done", { action: label("ComplaintAction", done) })}</p>}
        </div>
        <CaseStanding />
        <div className={styles.layout}>
          <div className={`stack ${styles.side}`}>
            <Latest />
            <ActionsNow />
            {staffCase && <StaffPanel complaint={staffCase} onAgain={onAgain} />}
            {staffCase && <ConsumerRecord complaintId={complaint.id} />}
          </div>
          <div className={`stack ${styles.main}`}>
            <CaseHead />
            <CaseSections dense={staff} />
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
