import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import type { TypedDocumentNode } from "urql";
import { useLive } from "../../api/use-live";
import { Loaded } from "../../design/loaded";
import { Page } from "../../design/page";
import { NotFound } from "../../shell/wrong-page";
import { useText } from "../../text/language";
import { WatchDecidableCaseDocument, type DecidableCaseFragment } from "./decision.generated";
import { decisionText } from "./decision.text";

export interface DecisionProps<Complaint extends DecidableCaseFragment> {
  complaint: Complaint;
  onAgain: () => void;
}

interface Props<Complaint extends DecidableCaseFragment> {
  query: TypedDocumentNode<{ complaint: Complaint | null }, { id: string }>;
  title: string;
  titleOf: (title: string) => string;
  children: (decided: DecisionProps<Complaint>) => ReactNode;
}

/** The page on which a case is decided, followed live while someone writes. */
export function DecisionPage<Complaint extends DecidableCaseFragment>({
  query,
  title,
  titleOf,
  children,
}: Props<Complaint>): ReactNode {
  const say = useText(decisionText);
  const { id = "" } = useParams();
  const read = useLive({
    query,
    variables: { id },
    cursorOf: ({ complaint }) => complaint?.cursor,
    updates: WatchDecidableCaseDocument,
    updateVariables: { id },
  });
  const complaint = read.data?.complaint;
  // The draft is read again first: it may have been continued on another device.
  const [ready, setReady] = useState(false);
  if (!ready && complaint && !read.fetching) setReady(true);
  if (read.data && !complaint && !read.fetching) return <NotFound />;
  return (
    <Page
      dense
      title={complaint ? titleOf(complaint.title) : title}
      way={[{ to: `/cases/${id}`, text: say("backToCase") }]}
    >
      <Loaded {...read} data={ready ? complaint : null} fetching={!ready || read.fetching} lines={8}>
        {(complaint) => children({ complaint, onAgain: read.onAgain })}
      </Loaded>
    </Page>
  );
}
