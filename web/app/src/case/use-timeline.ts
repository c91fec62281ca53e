import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import type { CaseEvent, CaseRead } from "./case-context";
import { CaseTimelineDocument } from "./case.generated";

/**
 * The whole history of the case, oldest first. The first page comes with the case, later events come with the stream; only a history
 * longer than one page needs further reads, and again when the case was read again.
 */
export function useTimeline({ id, cursor, timeline }: CaseRead, happened: readonly CaseEvent[]): CaseEvent[] {
  const client = useClient();
  const [more, setMore] = useState<CaseEvent[]>([]);
  const readTo = useRef<string | null>(null);
  const { hasNextPage, endCursor } = timeline.pageInfo;
  useEffect(() => {
    if (!hasNextPage) return;
    let gone = false;
    const readOn = async (): Promise<void> => {
      const variables = { id, after: readTo.current ?? endCursor };
      const { data } = await client
        .query(CaseTimelineDocument, variables, { requestPolicy: "network-only" })
        .toPromise();
      const page = data?.complaint?.timeline;
      if (gone || !page?.pageInfo.endCursor) return;
      readTo.current = page.pageInfo.endCursor;
      setMore((before) => [...before, ...page.nodes]);
      if (page.pageInfo.hasNextPage) await readOn();
    };
    void readOn();
    return () => void (gone = true);
  }, [client, id, cursor, hasNextPage, endCursor]);
  const bySeq = new Map([...timeline.nodes, ...more, ...happened].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
