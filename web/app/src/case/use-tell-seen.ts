import { useEffect } from "react";
import { useClient } from "urql";
import { useCase } from "./case-context";
import { MarkMessagesSeenDocument } from "./composer.generated";

/** Tells the other side that this one has the newest message before its eyes, once it has. */
export function useTellSeen(inView: boolean): void {
  const client = useClient();
  const { id: complaintId, viewerSide, messages, seenMarks } = useCase().complaint;
  const upTo = seenMarks.find(({ side }) => side === viewerSide)?.upTo ?? "";
  const newest = messages.nodes.findLast(({ side }) => side !== viewerSide);
  const upToId = viewerSide && newest && newest.sentAt > upTo ? newest.id : null;
  useEffect(() => {
    if (!inView || upToId === null) return;
    const tell = (): void => {
      if (document.visibilityState !== "visible") return;
      void client.mutation(MarkMessagesSeenDocument, { input: { complaintId, upToId } }).toPromise();
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [client, complaintId, upToId, inView]);
}
