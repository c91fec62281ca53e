import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { AccessTable } from "./access-table";
import { AddressForm } from "./address-form";
import { AccessLogDocument } from "./audit.generated";

const text = defineText("accessLog", {
  en: {
    title: "Access log",
    about:
      "Who opened which case, read a consumer's record, or downloaded evidence or a dossier. Nothing is ever changed here; entries go after the time in the house rules.",
    case: "Of the case",
    account: "About the person",
    by: "By the person",
    caseHint: "Its number, such as R-2026-000041",
    accountHint: "Login or name; the names in the table lead there",
    accounts: "All accounts",
    empty: "No matching record",
    emptyHint: "Look for another case or person.",
  },
  zh: {
    title: "查阅记录",
    about: "平台人员查看案件和消费者投诉记录、下载证据、申请和下载卷宗的记录。只增不改，超过平台规则规定的期限后删除。",
    case: "案件",
    account: "被查阅人",
    by: "查阅人",
    caseHint: "案件编号，例如 R-2026-000041",
    accountHint: "登录名或姓名，也可点表中姓名",
    accounts: "全部账号",
    empty: "没有符合条件的记录",
    emptyHint: "请换一个案件或人员。",
  },
});

export function AccessLog(): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const after = usePlace();
  const [complaintId, accountId, byId] = ["case", "account", "by"].map((name) => params.get(name));
  const log = useRead(AccessLogDocument, {
    filter: { ...(complaintId && { complaintId }), ...(accountId && { accountId }), ...(byId && { byId }) },
    after,
  });
  return (
    <section className="stack">
      <h2>{say("title")}</h2>
      <p className="muted">
        {say("about")} <Link to="/accounts">{say("accounts")}</Link>
      </p>
      <AddressForm
        view="log"
        fields={[
          {
            name: "case",
            label: say("case"),
            hint: say("caseHint"),
            finds: () => "COMPLAINT",
            error: log.refusal?.at("filter.complaintId"),
          },
          { name: "account", label: say("account"), hint: say("accountHint"), finds: () => "ACCOUNT" },
          { name: "by", label: say("by"), hint: say("accountHint"), finds: () => "ACCOUNT" },
        ]}
      />
      <Loaded {...log}>
        {({ accessLog: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 ? (
              <Empty title={say("empty")}>{say("emptyHint")}</Empty>
            ) : (
              <AccessTable title={say("title")} entries={nodes} />
            )}
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
    </section>
  );
}
