import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { useLive } from "../api/use-live";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Loaded } from "../design/loaded";
import { NotFound } from "../shell/wrong-page";
import { useText } from "../text/language";
import { AppealForm } from "./decision/appeal-form";
import { appealText } from "./decision/appeal.text";
import { AppealedCaseDocument, WatchDecidableCaseDocument } from "./decision/decision.generated";
import { decisionText } from "./decision/decision.text";

export { AppealPage as Component };

function AppealPage(): ReactNode {
  const say = useText(appealText);
  const sayDecision = useText(decisionText);
  const { id = "" } = useParams();
  const read = useLive({
    query: AppealedCaseDocument,
    variables: { id },
    cursorOf: ({ complaint }) => complaint?.cursor,
    updates: WatchDecidableCaseDocument,
    updateVariables: { id },
  });
  const complaint = read.data?.complaint;
  // The draft is read anew first: another device may have written on.
  const [ready, setReady] = useState(false);
  if (!ready && complaint && !read.fetching) setReady(true);
  if (read.data && !complaint && !read.fetching) return <NotFound />;
  return (
    <Page
      dense
      title={complaint ? say("titleOf", { title: complaint.title }) : say("title")}
      actions={<ButtonLink to={`/cases/${id}`}>{sayDecision("backToCase")}</ButtonLink>}
    >
      <Loaded {...read} data={ready ? complaint : null} fetching={!ready || read.fetching} lines={8}>
        {(complaint) => <AppealForm key={complaint.id} complaint={complaint} onAgain={read.onAgain} />}
      </Loaded>
    </Page>
  );
}
