import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { VettingQueueFilter } from "../api/schema.generated";
import { useLive } from "../api/use-live";
import { FilterSelect } from "../design/filters";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/room-labels";
import { ApplicationTable } from "./application-table";
import { LicenceContests } from "./licence-contests";
import { VettingQueueDocument, WatchVettingQueueDocument } from "./vetting.generated";

const text = defineText("vettingQueue", {
  en: {
    title: "Vetting",
    filters: "Which",
    status: "Status",
    who: "With whom",
    all: "All",
    me: "With me",
    empty: "No applications are waiting",
    emptyHint: "Applications appear here automatically, the longest waiting first.",
  },
  zh: {
    title: "入驻审核",
    filters: "筛选",
    status: "状态",
    who: "负责人",
    all: "全部",
    me: "由我负责",
    empty: "没有待审核的申请",
    emptyHint: "新申请会自动出现，等候最久的排在最前。",
  },
});

/** According to the schema, other states are not in the queue. */
const WAITING = ["SUBMITTED", "IN_REVIEW"] as const;

function filterOf(params: URLSearchParams): VettingQueueFilter {
  const status = WAITING.find((one) => one === params.get("status"));
  return { ...(status && { status }), ...(params.get("who") === "me" && { mine: true }) };
}

export { QueuePage as Component };

function QueuePage(): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const [params] = useSearchParams();
  const after = usePlace();
  const decides = useIsOpen("decideLicenceContest");
  const queue = useLive({
    query: VettingQueueDocument,
    variables: { filter: filterOf(params), after },
    cursorOf: ({ vettingQueueCursor }) => vettingQueueCursor,
    updates: WatchVettingQueueDocument,
    updateVariables: {},
    onUpdate: ({ vettingQueueUpdated }) => vettingQueueUpdated.application && queue.onAgain(),
  });
  return (
    <Page dense title={say("title")}>
      <search className="row" aria-label={say("filters")}>
        <FilterSelect
          name="status"
          label={say("status")}
          all={say("all")}
          options={optionsOf("ApplicationStatus", WAITING)}
        />
        <FilterSelect name="who" label={say("who")} all={say("all")} options={[{ value: "me", label: say("me") }]} />
      </search>
      <Loaded {...queue}>
        {({ vettingQueue: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 ? (
              <Empty title={say("empty")}>{say("emptyHint")}</Empty>
            ) : (
              <ApplicationTable title={say("title")} applications={nodes} />
            )}
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
      <LicenceContests decides={decides} />
    </Page>
  );
}
