import type { ReactNode } from "react";
import { defineText, say, useLanguage } from "../text/language";
import { LastWords, Return, Settlement } from "./agreement";
import { agreementText } from "./agreement.text";
import { Guides, Inspections } from "./asides";
import { Breaches } from "./breaches";
import { useCase, type Case } from "./case-context";
import { caseText } from "./case.text";
import { later } from "../design/later";
import { dossiersText, outsideText } from "./outside.text";
import { Offers } from "./offers";
import { Requests } from "./requests";
import { Appeals, RulingAwaiting, RulingInEffect } from "./rulings";
import { rulingText } from "./ruling.text";
import { Stages, stagesText } from "./stages";
import { Thread } from "./thread";
import { Timeline, timelineText } from "./timeline";
import type { CaseEvent } from "./use-timeline";

const EvidenceSection = later(() => import("../evidence/evidence-section"));
const Outside = later(() => import("./outside"));
const Dossiers = later(() => import("./dossiers"));

const text = defineText("caseSections", { en: { evidence: "Evidence" }, zh: { evidence: "证据" } });

interface Part {
  /** Whether this case has anything of it. */
  when?: (complaint: Case) => boolean;
  title: () => string;
  show: (complaint: Case, events: CaseEvent[]) => ReactNode;
}

const PARTS = {
  breaches: { title: () => say(caseText, "breaches"), show: () => <Breaches /> },
  requests: {
    title: () => say(caseText, "requests"),
    when: ({ requests }) => requests.length > 0,
    show: () => <Requests />,
  },
  settlement: {
    title: () => say(agreementText, "settlement"),
    when: ({ settlement }) => settlement !== null,
    show: ({ settlement }) => settlement && <Settlement settlement={settlement} />,
  },
  returned: {
    title: () => say(agreementText, "returnCase"),
    when: ({ returnCase }) => returnCase !== null,
    show: ({ returnCase }) => returnCase && <Return returned={returnCase} />,
  },
  ruling: {
    title: () => say(rulingText, "title"),
    when: ({ ruling }) => ruling !== null,
    show: ({ ruling }) => ruling && <RulingInEffect ruling={ruling} />,
  },
  awaiting: {
    title: () => say(rulingText, "awaiting"),
    when: ({ rulingAwaitingApproval }) => rulingAwaitingApproval !== null,
    show: ({ rulingAwaitingApproval: ruling }) => ruling && <RulingAwaiting ruling={ruling} />,
  },
  appeals: {
    title: () => say(rulingText, "appeals"),
    when: ({ appeals }) => appeals.length > 0,
    show: () => <Appeals />,
  },
  offers: { title: () => say(agreementText, "offers"), show: () => <Offers /> },
  lastWords: {
    title: () => say(agreementText, "finalAnswer"),
    when: ({ finalAnswer, verdict }) => finalAnswer !== null || verdict !== null,
    show: (complaint) => <LastWords complaint={complaint} />,
  },
  thread: { title: () => say(caseText, "thread"), show: () => <Thread /> },
  evidence: {
    title: () => say(text, "evidence"),
    show: ({ id }) => (
      <div id="evidence" tabIndex={-1}>
        <EvidenceSection complaintId={id} />
      </div>
    ),
  },
  guides: {
    title: () => say(caseText, "guides"),
    when: ({ suggestedGuides }) => suggestedGuides.length > 0,
    show: () => <Guides />,
  },
  stages: { title: () => say(stagesText, "title"), show: () => <Stages /> },
  timeline: { title: () => say(timelineText, "title"), show: (_, events) => <Timeline events={events} /> },
  inspections: {
    title: () => say(caseText, "inspections"),
    when: ({ inspections }) => inspections.length > 0,
    show: () => <Inspections />,
  },
  outside: { title: () => say(outsideText, "title"), show: () => <Outside /> },
  dossiers: {
    title: () => say(dossiersText, "title"),
    when: ({ dossierReaders }) => dossierReaders.length > 0,
    show: () => <Dossiers />,
  },
} satisfies Record<string, Part>;

type PartName = keyof typeof PARTS;

/** Citizens first read what was agreed, said and decided; those who work on the case what it is about and how it is proven. */
const ORDER: Record<"citizen" | "dense", readonly PartName[]> = {
  citizen: [
    ...(["settlement", "returned", "ruling", "appeals", "requests", "offers", "thread", "lastWords"] as const),
    ...(["breaches", "evidence", "guides", "stages", "timeline", "outside", "dossiers"] as const),
  ],
  dense: [
    ...(["awaiting", "breaches", "evidence", "requests", "thread", "offers", "settlement", "returned"] as const),
    ...(["lastWords", "ruling", "appeals", "stages", "timeline", "inspections", "outside", "dossiers"] as const),
  ],
};

export function CaseSections({ events, dense }: { events: CaseEvent[]; dense: boolean }): ReactNode {
  const { complaint } = useCase();
  const shown = ORDER[dense ? "dense" : "citizen"].filter((name) => {
    const part: Part = PARTS[name];
    return part.when?.(complaint) ?? true;
  });
  return (
    <>
      {dense && <PartLinks shown={shown} />}
      {shown.map((name) => (
        <PartOfCase key={name} name={name} complaint={complaint} events={events} />
      ))}
    </>
  );
}

function PartOfCase({ name, complaint, events }: { name: PartName; complaint: Case; events: CaseEvent[] }): ReactNode {
  const part: Part = PARTS[name];
  return part.show(complaint, events);
}

/** For those who read a long case again and again. */
function PartLinks({ shown }: { shown: readonly PartName[] }): ReactNode {
  useLanguage();
  return (
    <nav className="tabs" aria-label={say(caseText, "sections")}>
      {shown.map((name) => (
        <a key={name} href={`#${name}`}>
          {PARTS[name].title()}
        </a>
      ))}
    </nav>
  );
}
