import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useLive } from "../../api/use-live";
import { CaseGroups } from "../../case/case-groups";
import { MyCasesDocument, WatchMyCasesDocument } from "../../case/my-cases.generated";
import { OPEN_STATES } from "../../case/turn";
import { Avatar } from "../../design/avatar";
import { Select } from "../../design/field";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { useOptions, valuesOf } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { useBusiness } from "../use-business";

const text = defineText("casesAgainst", {
  en: {
    title: "Complaints",
    status: "Status",
    open: "Open",
    any: "Any",
    empty: "No complaints",
    noneOpen: "No open complaints",
    emptyHint: "A new complaint appears here at once, with the time left to answer.",
    none: "No complaint is in this state",
    from: "From {{name}}",
  },
  zh: {
    title: "投诉",
    status: "状态",
    open: "未结案",
    any: "全部",
    empty: "暂无投诉",
    noneOpen: "没有未结案的投诉",
    emptyHint: "收到投诉后会立即显示在这里，并标明答复期限。",
    none: "没有处于这个状态的投诉",
    from: "投诉人：{{name}}",
  },
});

export { CasesPage as Component };

function CasesPage(): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const { provider } = useBusiness();
  const after = usePlace();
  const [params, setParams] = useSearchParams();
  const asked = params.get("status");
  const status = valuesOf("ComplaintStatus").find((one) => one === asked);
  // What waits comes first, however long it has been waiting: it is not looked for among what is over.
  const statuses = asked === "ANY" ? null : status ? [status] : [...OPEN_STATES];
  const cases = useLive({
    query: MyCasesDocument,
    variables: { filter: { providerId: provider.id, statuses }, first: 50, after },
    cursorOf: ({ myComplaintsCursor }) => myComplaintsCursor,
    updates: WatchMyCasesDocument,
    updateVariables: {},
    onUpdate: ({ myComplaintsUpdated }) => myComplaintsUpdated.complaint && cases.onAgain(),
  });
  const choose = (chosen: string): void => setParams(chosen ? { status: chosen } : {});
  return (
    <Page title={say("title")}>
      <div className="slim">
        <Select
          label={say("status")}
          value={status ?? (asked === "ANY" ? asked : "")}
          options={[
            { value: "", label: say("open") },
            { value: "ANY", label: say("any") },
            ...optionsOf("ComplaintStatus"),
          ]}
          onChange={({ target }) => choose(target.value)}
        />
      </div>
      <Loaded {...cases}>
        {({ myComplaints: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say(status ? "none" : statuses ? "noneOpen" : "empty")}>{!status && say("emptyHint")}</Empty>
          ) : (
            <>
              <CaseGroups
                cases={nodes}
                other={({ consumerName: name }) => ({ sign: <Avatar name={name} />, name: say("from", { name }) })}
              />
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
