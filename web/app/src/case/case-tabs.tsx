import { Gavel, History, Image, MessageSquare, Stamp } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Tabs, type Tab } from "../design/tabs";
import { later } from "../design/later";
import { defineText, useText } from "../text/language";
import { LastWords, Return, Settlement } from "./agreement";
import { Inspections } from "./inspections";
import { Breaches } from "./breaches";
import { useCase, type Case } from "./case-context";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { Compensation } from "./compensation";
import { Feed } from "./feed";
import { Interim } from "./interim";
import { Appeals, RulingAwaiting, RulingInEffect } from "./rulings";
import { Stages } from "./stages";
import { Timeline } from "./timeline";

const Deliveries = later(() => import("./deliveries"));
const EvidenceSection = later(() => import("../evidence/evidence-section"));

const text = defineText("caseTabs", {
  en: {
    conversation: "Conversation",
    promises: "Promises",
    evidence: "Evidence",
    outcome: "Outcome",
    history: "History",
  },
  zh: { conversation: "沟通", promises: "承诺", evidence: "证据", outcome: "处理结果", history: "经过" },
});

type TabName = keyof (typeof text)["texts"]["en"];

/** Which addresses within the page lie on which tab. */
const OPENS: Record<TabName, readonly string[]> = {
  conversation: ["conversation", "thread", "offers", "requests"],
  promises: ["promises", "breaches"],
  evidence: ["evidence"],
  outcome: [
    ...["outcome", "awaiting", "ruling", "appeals", "compensation", "settlement", "returned", "interim"],
    ...["lastWords", "verdict"],
  ],
  history: ["history", "stages", "timeline", "deliveries", "inspections"],
};

const tabOf = (hash: string): TabName | undefined =>
  (Object.keys(OPENS) as TabName[]).find((name) => OPENS[name].includes(hash.slice(1)));

export function CaseTabs(): ReactNode {
  const say = useText(text);
  const { complaint } = useCase();
  const { hash, key } = useLocation();
  const [current, setCurrent] = useState<TabName>(tabOf(hash) ?? firstOf(complaint));
  useEffect(() => {
    const named = tabOf(hash);
    // oxlint-disable-next-line react/set-state-in-effect -- an address within the page was followed
    if (named) setCurrent(named);
  }, [hash, key]);
  const outcome = hasOutcome(complaint);
  const tabs: Tab<TabName>[] = [
    { name: "conversation", text: say("conversation"), icon: MessageSquare, opens: OPENS.conversation },
    {
      name: "promises",
      text: say("promises"),
      icon: Stamp,
      count: complaint.breaches.length,
      opens: OPENS.promises,
    },
    { name: "evidence", text: say("evidence"), icon: Image, count: complaint.evidenceCount, opens: OPENS.evidence },
    ...(outcome ? [{ name: "outcome" as const, text: say("outcome"), icon: Gavel, opens: OPENS.outcome }] : []),
    { name: "history", text: say("history"), icon: History, opens: OPENS.history },
  ];
  const shown = tabs.some(({ name }) => name === current) ? current : "conversation";
  return (
    <section className={`card ${styles.tabbed}`} aria-label={useText(caseText)("sections")}>
      <Tabs label={useText(caseText)("sections")} tabs={tabs} current={shown} onChoose={setCurrent}>
        <Panel name={shown} />
      </Tabs>
    </section>
  );
}

/** Parties first read what was decided, or else what was said; staff what the case is about. */
function firstOf({ viewerSide, ruling }: Case): TabName {
  if (viewerSide === null) return "promises";
  return ruling ? "outcome" : "conversation";
}

function Panel({ name }: { name: TabName }): ReactNode {
  switch (name) {
    case "conversation":
      return <Feed />;
    case "promises":
      return <Parts parts={[<Breaches key="breaches" />]} />;
    case "evidence":
      return <Parts parts={[<Evidence key="evidence" />]} />;
    case "outcome":
      return <Outcome />;
    case "history":
      return (
        <Parts
          parts={[
            <Stages key="stages" />,
            <Timeline key="timeline" />,
            <Deliveries key="deliveries" />,
            <Inspections key="inspections" />,
          ]}
        />
      );
  }
}

const Parts = ({ parts }: { parts: readonly ReactNode[] }): ReactNode => <div className={styles.parts}>{parts}</div>;

const hasOutcome = (complaint: Case): boolean =>
  complaint.appeals.length > 0 ||
  complaint.interimMeasures.length > 0 ||
  [
    ...[complaint.ruling, complaint.rulingAwaitingApproval, complaint.settlement, complaint.returnCase],
    ...[complaint.claim, complaint.compensation, complaint.finalAnswer, complaint.verdict],
  ].some((part) => part !== null);

/** What is owed and done comes before why; what there is not is not shown. */
function Outcome(): ReactNode {
  const { complaint } = useCase();
  return (
    <Parts
      parts={[
        <RulingAwaiting key="awaiting" />,
        <Compensation key="compensation" />,
        <Settlement key="settlement" />,
        <Return key="returned" />,
        <RulingInEffect key="ruling" />,
        complaint.appeals.length > 0 && <Appeals key="appeals" />,
        complaint.interimMeasures.length > 0 && <Interim key="interim" />,
        <LastWords key="lastWords" />,
      ]}
    />
  );
}

function Evidence(): ReactNode {
  const { complaint } = useCase();
  return (
    <div id="evidence" tabIndex={-1}>
      <EvidenceSection complaint={complaint} />
    </div>
  );
}
