import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { useLive } from "../api/use-live";
import { EventChain } from "../design/event-chain";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Loaded } from "../design/loaded";
import { NotFound } from "../shell/wrong-page";
import { defineText, useText } from "../text/language";
import { Checklist } from "./checklist";
import { InspectionActions } from "./inspection-actions";
import { InspectionFacts } from "./inspection-facts";
import { InspectionGround } from "./inspection-ground";
import { InspectionPageDocument, WatchInspectionDocument } from "./inspections.generated";

const text = defineText("inspection", {
  en: {
    title: "Inspection of {{provider}}",
    loading: "Inspection",
    all: "All inspections",
    ofProvider: "All of this provider",
    timeline: "History",
  },
  zh: {
    title: "巡查：{{provider}}",
    loading: "巡查",
    all: "全部巡查",
    ofProvider: "该服务商的全部巡查",
    timeline: "经过记录",
  },
});

export { InspectionPage as Component };

function InspectionPage(): ReactNode {
  const { id = "" } = useParams();
  return <InspectionById key={id} id={id} />;
}

function InspectionById({ id }: { id: string }): ReactNode {
  const say = useText(text);
  const cases = usePlace("after");
  const history = usePlace("history");
  const page = useLive({
    query: InspectionPageDocument,
    variables: { id, cases, history },
    cursorOf: ({ inspectionsCursor }) => inspectionsCursor,
    updates: WatchInspectionDocument,
    updateVariables: {},
    // The history and the cases joined are lists: they are read again.
    onUpdate: ({ inspectionsUpdated }) => inspectionsUpdated.inspection?.id === id && page.onAgain(),
  });
  if (page.data && !page.data.inspection) return <NotFound />;
  const provider = page.data?.inspection?.provider;
  return (
    <Page
      dense
      title={provider ? say("title", { provider: provider.legalName }) : say("loading")}
      way={[{ to: "/inspections", text: say("all") }]}
      actions={<>{provider && <Link to={`/inspections?provider=${provider.id}`}>{say("ofProvider")}</Link>}</>}
    >
      <Loaded {...page} data={page.data?.inspection}>
        {(inspection) => (
          <>
            <InspectionFacts inspection={inspection} />
            <InspectionActions inspection={inspection} />
            <InspectionGround inspection={inspection} cases={inspection.complaints} />
            <Checklist inspection={inspection} />
            <section className="stack-tight">
              <h2>{say("timeline")}</h2>
              <EventChain title={say("timeline")} events={inspection.timeline.nodes} />
              <Pager pageInfo={inspection.timeline.pageInfo} name="history" />
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
