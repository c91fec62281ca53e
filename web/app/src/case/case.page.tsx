import { Download } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Link, useLocation, useParams } from "react-router";
import type { ComplaintAction } from "../api/schema.generated";
import { useLive } from "../api/use-live";
import { Button } from "../design/button";
import type { Crumb } from "../design/crumbs";
import { Dialog } from "../design/dialog";
import { Icon } from "../design/icon";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { useSending } from "../evidence/send-pieces";
import { isStaff, useViewer } from "../shell/viewer";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { isPlaced } from "./action-places";
import { CaseContext, staffCaseOf, type CaseEvent, type CaseRead } from "./case-context";
import { CaseDocument, WatchCaseDocument } from "./case.generated";
import { CaseHead } from "./case-head";
import { caseText } from "./case.text";
import { CaseTabs } from "./case-tabs";
import { dossiersText } from "./outside.text";
import { Rail } from "./rail";
import { Stepper } from "./stepper";
import { TurnCard } from "./turn-card";
import { later } from "../design/later";
import { Told } from "../design/told";
import { useWide } from "../design/use-wide";
import styles from "./case.module.css";
import { askedOf } from "./turn";
import { useTimeline } from "./use-timeline";

const loadActDialog = () => import("./actions/act-dialog");
const ActDialog = later(loadActDialog);
const ConsumerRecord = later(() => import("../filing-limits/consumer-record"));
const LegalHolds = later(() => import("../desk/legal-holds"));
const Dossiers = later(() => import("./dossiers"));
const TellMe = later(() => import("../account/tell-me"));
const NextCase = later(() => import("./next-case"), true);
const StaffPanel = later(() => import("../desk/staff-panel"));
const Notes = later(async () => ({ default: (await import("../desk/notes")).Notes }));

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
    onUpdate({ complaintUpdated: { event } }) {
      if (event) setHappened((before) => [...before, event]);
      // Notes come with what is read, not with each change.
      if (event?.type === "NOTE_WRITTEN") read.onAgain();
    },
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
  // Whatever tab is open: what was chosen before the case was filed, too.
  useSending({ accountId: useViewer()?.id ?? "", place: complaint.id });
  // Beside the page what one looks up is open; on a phone it would be in the way.
  const wide = useWide("64rem");
  const desk = staffCase && <StaffPanel complaint={staffCase} onAgain={onAgain} />;
  // Who has just complained waits for an answer.
  const opened = (useLocation().state as { opened?: boolean } | null)?.opened === true;
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
      <Page
        title={complaint.title}
        way={[wayTo(complaint, say)]}
        here={complaint.number}
        beneath={<CaseHead />}
        dense={staff}
        actions={complaint.dossierReaders.length > 0 && <DossierButton />}
      >
        <Told
          words={done ? say("done", { action: label("ComplaintAction", done) }) : undefined}
          onGone={() => setDone(null)}
        />
        <Stepper />
        <TurnCard />
        {complaint.viewerSide === "PROVIDER" && askedOf(complaint).length === 0 && (
          <NextCase id={complaint.id} providerId={complaint.provider.id} />
        )}
        {opened && <TellMe brief />}
        {/* Who works on it begins here: where there is no room beside the case, above it. */}
        {!wide && desk}
        <div className={styles.layout}>
          <CaseTabs />
          <details className={`stack ${styles.rail}`} open={wide || undefined}>
            <summary className="button">{say("details")}</summary>
            {wide && desk}
            {staffCase && <Notes complaint={staffCase} />}
            {staffCase && <ConsumerRecord complaintId={complaint.id} />}
            {staffCase && <LegalHolds complaintId={complaint.id} />}
            <Rail />
          </details>
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

/** Back to the list in which one finds it. */
function wayTo({ viewerSide, provider }: CaseRead, say: (key: "myCases" | "desk" | "businessCases") => string): Crumb {
  if (viewerSide === "CONSUMER") return { to: "/cases", text: say("myCases") };
  if (viewerSide === "PROVIDER") return { to: `/business/${provider.id}/cases`, text: say("businessCases") };
  return { to: "/desk", text: say("desk") };
}

function DossierButton(): ReactNode {
  const say = useText(dossiersText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon of={Download} size={16} />
        {say("title")}
      </Button>
      {open && (
        <Dialog title={say("title")} wide onClose={() => setOpen(false)}>
          <Dossiers />
        </Dialog>
      )}
    </>
  );
}
