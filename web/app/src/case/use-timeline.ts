import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import type { CaseTimelineQuery } from "./case.generated";
import { CaseTimelineDocument } from "./case.generated";

export type CaseEvent = NonNullable<CaseTimelineQuery["complaint"]>["timeline"][number];

/** The case's whole history, oldest first: read on from where it ends each time the case has changed. */
export function useTimeline(id: string, version: number): CaseEvent[] {
  const client = useClient();
  const [events, setEvents] = useState<CaseEvent[]>([]);
  const last = useRef(0);
  useEffect(() => {
    let gone = false;
    const readOn = async (): Promise<void> => {
      const variables = { id, afterSeq: last.current };
      const { data } = await client
        .query(CaseTimelineDocument, variables, { requestPolicy: "network-only" })
        .toPromise();
      const news = data?.complaint?.timeline ?? [];
      const newest = news.at(-1);
      if (gone || !newest) return;
      last.current = newest.seq;
      setEvents((before) => [...before, ...news.filter(({ seq }) => seq > (before.at(-1)?.seq ?? 0))]);
      await readOn();
    };
    void readOn();
    return () => void (gone = true);
  }, [client, id, version]);
  return events;
}
