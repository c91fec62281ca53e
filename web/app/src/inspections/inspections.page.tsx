import { useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { serverNow } from "../api/server-clock";
import { useLive } from "../api/use-live";
import { ButtonLink } from "../design/button";
import { FilterSelect } from "../design/filters";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/labels";
import { DUE_WITHIN, filterOf } from "./inspections-address";
import { InspectionTable } from "./inspection-table";
import { InspectionsDocument, WatchInspectionRowsDocument } from "./inspections.generated";

const text = defineText("inspections", {
  en: {
    title: "Inspections",
    plans: "Plans and checklists",
    filters: "Which",
    status: "Status",
    origin: "Began with",
    who: "With whom",
    due: "Due",
    all: "All",
    me: "With me",
    nobody: "Unassigned",
    overdue: "Overdue",
    within_one: "Within {{count}} day",
    within_other: "Within {{count}} days",
    oneProvider: "Only one provider's inspections are shown.",
    allProviders: "Show all providers",
    empty: "No matching inspection",
    emptyHint: "Widen the filters, or make a plan that opens inspections automatically.",
  },
  zh: {
    title: "巡查",
    plans: "计划与清单",
    filters: "筛选",
    status: "状态",
    origin: "起因",
    who: "负责人",
    due: "期限",
    all: "全部",
    me: "由我负责",
    nobody: "无人负责",
    overdue: "已超时",
    within_other: "{{count}} 天内到期",
    oneProvider: "仅显示一家服务商的巡查。",
    allProviders: "显示全部服务商",
    empty: "没有符合条件的巡查",
    emptyHint: "放宽筛选条件，或制定计划自动发起巡查。",
  },
});

export { InspectionsPage as Component };

function InspectionsPage(): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const [params] = useSearchParams();
  const after = usePlace();
  // The time at which the page was opened, so that each rendering of the same address makes the same query.
  const [now] = useState(serverNow);
  const list = useLive({
    query: InspectionsDocument,
    variables: { filter: filterOf(params, now), after },
    cursorOf: ({ inspectionsCursor }) => inspectionsCursor,
    updates: WatchInspectionRowsDocument,
    updateVariables: {},
    onUpdate: ({ inspectionsUpdated }) => inspectionsUpdated.inspection && list.onAgain(),
  });
  return (
    <Page dense title={say("title")} actions={<ButtonLink to="/inspections/plans">{say("plans")}</ButtonLink>}>
      <search className="row" aria-label={say("filters")}>
        <FilterSelect name="status" label={say("status")} all={say("all")} options={optionsOf("InspectionStatus")} />
        <FilterSelect name="origin" label={say("origin")} all={say("all")} options={optionsOf("InspectionOrigin")} />
        <FilterSelect
          name="who"
          label={say("who")}
          all={say("all")}
          options={(["me", "nobody"] as const).map((value) => ({ value, label: say(value) }))}
        />
        <FilterSelect
          name="due"
          label={say("due")}
          all={say("all")}
          options={DUE_WITHIN.map((value) => ({
            value,
            label: value === "0" ? say("overdue") : say("within", { count: Number(value) }),
          }))}
        />
      </search>
      {params.has("provider") && (
        <p className="row">
          {say("oneProvider")} <Link to="/inspections">{say("allProviders")}</Link>
        </p>
      )}
      <Loaded {...list}>
        {({ inspections: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 ? (
              <Empty title={say("empty")}>{say("emptyHint")}</Empty>
            ) : (
              <InspectionTable title={say("title")} inspections={nodes} />
            )}
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
