import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import type { CaseEvent, CaseRead } from "./case-context";
import { CaseTimelineDocument } from "./case.generated";

const PAGE = 100;

/**
 * The whole history of the case, oldest first. The first page comes with the case, later events come with the stream; only a history
 * longer than one page needs further reads.
 */
export function useTimeline({ id, version, timeline }: CaseRead, happened: readonly CaseEvent[]): CaseEvent[] {
  const client = useClient();
  const [more, setMore] = useState<CaseEvent[]>([]);
  const readTo = useRef(0);
  const end = timeline.length < PAGE ? null : (timeline.at(-1)?.seq ?? null);
  useEffect(() => {
    if (end === null) return;
    let gone = false;
    const readOn = async (): Promise<void> => {
      const variables = { id, afterSeq: Math.max(readTo.current, end) };
      const { data } = await client
        .query(CaseTimelineDocument, variables, { requestPolicy: "network-only" })
        .toPromise();
      const news = data?.complaint?.timeline ?? [];
      const newest = news.at(-1);
      if (gone || !newest) return;
      readTo.current = newest.seq;
      setMore((before) => [...before, ...news]);
      await readOn();
    };
    void readOn();
    return () => void (gone = true);
  }, [client, id, version, end]);
  const bySeq = new Map([...timeline, ...more, ...happened].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
