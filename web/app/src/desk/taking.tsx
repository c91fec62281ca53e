import { useState, type ReactNode } from "react";
import { useClient } from "urql";
import type { Refusal } from "../api/refusal";
import { useAct } from "../api/use-act";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { useText } from "../text/language";
import { DeskCaseDocument, TakeComplaintDocument, type DeskRowFragment } from "./desk.generated";
import { deskText } from "./desk.text";

type News =
  | { kind: "TAKEN"; row: DeskRowFragment }
  | { kind: "REFUSED"; row: DeskRowFragment }
  | { kind: "NONE_FREE" }
  | null;

export interface TakingNewsShown {
  news: News;
  refusal: Refusal | null;
}

/** The server's obstacle to taking the case; null if there is none. */
export function refusalOfTaking({ deskActions }: Pick<DeskRowFragment, "deskActions">): string | null {
  const take = deskActions.find(({ action }) => action === "TAKE");
  return take ? (take.unavailableBecause?.message ?? null) : "";
}

export function useTaking(onChange: () => void) {
  const client = useClient();
  const { act, busy, refusal, forget } = useAct(TakeComplaintDocument);
  const [news, setNews] = useState<News>(null);

  async function take(row: DeskRowFragment): Promise<"TAKEN" | "REFUSED" | "FAILED"> {
    setNews(null);
    const done = await act({ complaintId: row.id });
    onChange();
    if (done) {
      setNews({ kind: "TAKEN", row });
      return "TAKEN";
    }
    // The case as it is now names the person who was faster.
    const now = await client.query(DeskCaseDocument, { id: row.id }, { requestPolicy: "network-only" }).toPromise();
    setNews({ kind: "REFUSED", row: now.data?.complaint ?? row });
    return now.error ? "FAILED" : "REFUSED";
  }

  return {
    take,
    busy,
    news: { news, refusal },
    sayNoneFree: () => {
      forget();
      setNews({ kind: "NONE_FREE" });
    },
  };
}

/** The result of taking a case, read out when it arrives. */
export function TakingNews({ news: { news, refusal } }: { news: TakingNewsShown }): ReactNode {
  const say = useText(deskText);
  const holder = news?.kind === "REFUSED" ? news.row.lease : null;
  return (
    <div role="status" className="stack-tight">
      {news?.kind === "TAKEN" && <Notice tone="good">{say("taken", { title: news.row.title })}</Notice>}
      {news?.kind === "NONE_FREE" && <Notice>{say("noneFree")}</Notice>}
      <Refused refusal={refusal} />
      {holder && !holder.isMine && <p>{say("heldBy", { name: holder.holderName })}</p>}
    </div>
  );
}
