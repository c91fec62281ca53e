import type { ReactNode } from "react";
import { useParams } from "react-router";
import { useLive } from "../api/use-live";
import { Page } from "../design/page";
import { Loaded } from "../design/loaded";
import { NotFound } from "../shell/wrong-page";
import { defineText, useText } from "../text/language";
import { ApplicationActions } from "./application-actions";
import { ApplicationFacts } from "./application-facts";
import { ApplicationTable } from "./application-table";
import { Checks } from "./checks";
import { Documents } from "./documents";
import { ApplicationPageDocument, WatchApplicationDocument } from "./vetting.generated";

const text = defineText("application", {
  en: {
    title: "Application of {{provider}}",
    loading: "Application",
    queue: "All that wait",
    others: "Other applications of this provider",
  },
  zh: {
    title: "入驻申请：{{provider}}",
    loading: "入驻申请",
    queue: "全部待审核",
    others: "该服务商的其他申请",
  },
});

export { ApplicationPage as Component };

function ApplicationPage(): ReactNode {
  const { id = "" } = useParams();
  return <ApplicationById key={id} id={id} />;
}

function ApplicationById({ id }: { id: string }): ReactNode {
  const say = useText(text);
  const page = useLive({
    query: ApplicationPageDocument,
    variables: { id },
    cursorOf: ({ vettingQueueCursor }) => vettingQueueCursor,
    updates: WatchApplicationDocument,
    updateVariables: {},
    onUpdate: ({ vettingQueueUpdated }) => vettingQueueUpdated.application?.id === id && page.onAgain(),
  });
  if (page.data && !page.data.providerApplication) return <NotFound />;
  const provider = page.data?.providerApplication?.provider;
  return (
    <Page
      dense
      title={provider ? say("title", { provider: provider.legalName }) : say("loading")}
      way={[{ to: "/vetting", text: say("queue") }]}
    >
      <Loaded {...page} data={page.data?.providerApplication}>
        {(application) => {
          const others = (application.provider.vetting?.applications ?? []).filter((one) => one.id !== id);
          return (
            <>
              <ApplicationFacts application={application} />
              <ApplicationActions application={application} />
              <Documents application={application} />
              <Checks application={application} onRefused={page.onAgain} />
              {others.length > 0 && (
                <section className="stack-tight">
                  <h2>{say("others")}</h2>
                  <ApplicationTable title={say("others")} applications={others} />
                </section>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
