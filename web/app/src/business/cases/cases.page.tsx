import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useLive } from "../../api/use-live";
import { CaseGroups } from "../../case/case-groups";
import { MyCasesDocument, WatchMyCasesDocument } from "../../case/my-cases.generated";
import { Avatar } from "../../design/avatar";
import { Select } from "../../design/field";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { useLabel, valuesOf } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { useBusiness } from "../use-business";

const text = defineText("casesAgainst", {
  en: {
    title: "Complaints",
    status: "Status",
    any: "Any",
    empty: "No complaints",
    emptyHint: "A new complaint appears here at once, with the time left to answer.",
    none: "No complaint is in this state",
    from: "From {{name}}",
  },
  zh: {
    title: "投诉",
    status: "状态",
    any: "全部",
    empty: "暂无投诉",
    emptyHint: "收到投诉后会立即显示在这里，并标明答复期限。",
    none: "没有处于这个状态的投诉",
    from: "投诉人：{{name}}",
  },
});

export { CasesPage as Component };

function CasesPage(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider } = useBusiness();
  const after = usePlace();
  const [params, setParams] = useSearchParams();
  const status = valuesOf("ComplaintStatus").find((one) => one === params.get("status"));
  const cases = useLive({
    query: MyCasesDocument,
    variables: { filter: { providerId: provider.id, statuses: status ? [status] : null }, first: 30, after },
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
          value={status ?? ""}
          options={[
            { value: "", label: say("any") },
            ...valuesOf("ComplaintStatus").map((value) => ({ value, label: label("ComplaintStatus", value) })),
          ]}
          onChange={({ target }) => choose(target.value)}
        />
      </div>
      <Loaded {...cases}>
        {({ myComplaints: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say(status ? "none" : "empty")}>{!status && say("emptyHint")}</Empty>
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
