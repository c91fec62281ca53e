import type { ComponentType, ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { LastWords, Return, Settlement } from "./agreement";
import { agreementText } from "./agreement.text";
import { Guides, Inspections } from "./asides";
import { Breaches } from "./breaches";
import { useCase, type Case } from "./case-context";
import { caseText } from "./case.text";
import { later } from "../design/later";
import { dossiersText, outsideText } from "./outside.text";
import { Interim, interimText } from "./interim";
import { Offers } from "./offers";
import { Requests } from "./requests";
import { Appeals, RulingAwaiting, RulingInEffect } from "./rulings";
import { rulingText } from "./ruling.text";
import { Stages, stagesText } from "./stages";
import { Compensation } from "./compensation";
import { Thread } from "./thread";
import { Timeline, timelineText } from "./timeline";

const EvidenceSection = later(() => import("../evidence/evidence-section"));
const Outside = later(() => import("./outside"));
const Dossiers = later(() => import("./dossiers"));

const text = defineText("caseSections", { en: { evidence: "Evidence" }, zh: { evidence: "证据" } });

interface Part {
  /** Whether the section has any content for this case. */
  when?: (complaint: Case) => boolean;
  useTitle: () => string;
  Show: ComponentType;
}

const PARTS = {
  breaches: { useTitle: () => useText(caseText)("breaches"), Show: Breaches },
  requests: {
    useTitle: () => useText(caseText)("requests"),
    when: ({ requests }) => requests.nodes.length > 0,
    Show: Requests,
  },
  settlement: {
    useTitle: () => useText(agreementText)("settlement"),
    when: ({ settlement }) => settlement !== null,
    Show: Settlement,
  },
  returned: {
    useTitle: () => useText(agreementText)("returnCase"),
    when: ({ returnCase }) => returnCase !== null,
    Show: Return,
  },
  ruling: {
    useTitle: () => useText(rulingText)("title"),
    when: ({ ruling }) => ruling !== null,
    Show: RulingInEffect,
  },
  awaiting: {
    useTitle: () => useText(rulingText)("awaiting"),
    when: ({ rulingAwaitingApproval }) => rulingAwaitingApproval !== null,
    Show: RulingAwaiting,
  },
  appeals: {
    useTitle: () => useText(rulingText)("appeals"),
    when: ({ appeals }) => appeals.length > 0,
    Show: Appeals,
  },
  compensation: {
    useTitle: () => useText(rulingText)("compensation"),
    when: ({ claim, compensation }) => Boolean(claim ?? compensation),
    Show: Compensation,
  },
  interim: {
    useTitle: () => useText(interimText)("title"),
    when: ({ interimMeasures }) => interimMeasures.length > 0,
    Show: Interim,
  },
  offers: { useTitle: () => useText(agreementText)("offers"), Show: Offers },
  lastWords: {
    useTitle: () => useText(agreementText)("finalAnswer"),
    when: ({ finalAnswer, verdict }) => finalAnswer !== null || verdict !== null,
    Show: LastWords,
  },
  thread: { useTitle: () => useText(caseText)("thread"), Show: Thread },
  evidence: { useTitle: () => useText(text)("evidence"), Show: Evidence },
  guides: {
    useTitle: () => useText(caseText)("guides"),
    when: ({ suggestedGuides }) => suggestedGuides.length > 0,
    Show: Guides,
  },
  stages: { useTitle: () => useText(stagesText)("title"), Show: Stages },
  timeline: { useTitle: () => useText(timelineText)("title"), Show: Timeline },
  inspections: {
    useTitle: () => useText(caseText)("inspections"),
    when: ({ inspections }) => inspections.length > 0,
    Show: Inspections,
  },
  outside: { useTitle: () => useText(outsideText)("title"), Show: Outside },
  dossiers: {
    useTitle: () => useText(dossiersText)("title"),
    when: ({ dossierReaders }) => dossierReaders.length > 0,
    Show: Dossiers,
  },
} satisfies Record<string, Part>;

type PartName = keyof typeof PARTS;

/** Parties first read what was agreed, said and decided; staff first read what the case is about and how it is proven. */
const ORDER: Record<"citizen" | "dense", readonly PartName[]> = {
  citizen: [
    ...([
      "compensation",
      "settlement",
      "returned",
      "ruling",
      "appeals",
      "interim",
      "requests",
      "offers",
      "thread",
      "lastWords",
    ] as const),
    ...(["breaches", "evidence", "guides", "stages", "timeline", "outside", "dossiers"] as const),
  ],
  dense: [
    ...([
      "awaiting",
      "interim",
      "breaches",
      "evidence",
      "requests",
      "thread",
      "offers",
      "settlement",
      "returned",
    ] as const),
    ...([
      "lastWords",
      "compensation",
      "ruling",
      "appeals",
      "stages",
      "timeline",
      "inspections",
      "outside",
      "dossiers",
    ] as const),
  ],
};

export function CaseSections({ dense }: { dense: boolean }): ReactNode {
  const { complaint } = useCase();
  const shown = ORDER[dense ? "dense" : "citizen"].filter((name) => {
    const part: Part = PARTS[name];
    return part.when?.(complaint) ?? true;
  });
  return (
    <>
      {dense && <PartLinks shown={shown} />}
      {shown.map((name) => {
        const { Show } = PARTS[name];
        return <Show key={name} />;
      })}
    </>
  );
}

/** For people who read a long case repeatedly. */
function PartLinks({ shown }: { shown: readonly PartName[] }): ReactNode {
  const say = useText(caseText);
  return (
    <nav className="tabs" aria-label={say("sections")}>
      {shown.map((name) => (
        <PartLink key={name} name={name} />
      ))}
    </nav>
  );
}

function PartLink({ name }: { name: PartName }): ReactNode {
  const title = PARTS[name].useTitle();
  return <a href={`#${name}`}>{title}</a>;
}

function Evidence(): ReactNode {
  const { complaint, readAgain } = useCase();
  return (
    <div id="evidence" tabIndex={-1}>
      <EvidenceSection complaint={complaint} onArrived={readAgain} />
    </div>
  );
}
