import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { DataTable } from "../design/data-table";
import { useIsOpen } from "../shell/viewer";
import { useLabel, valuesOf } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { DraftStatus } from "./draft-status";
import { RuleDraftsDocument } from "./rule-drafts.generated";

const text = defineText("ruleDrafts", {
  en: {
    title: "Rule drafts",
    create: "New draft",
    status: "Status",
    all: "All",
    none: "No draft here",
    noneHint: "A draft binds no one: it can be tested on past rulings before it is announced.",
    rule: "Rule",
    severity: "Severity",
    revision: "Revision",
    by: "By",
    updated: "Last changed",
  },
  zh: {
    title: "规则草案",
    create: "新建草案",
    status: "状态",
    all: "全部",
    none: "没有草案",
    noneHint: "草案对任何人都没有约束力，公告前可以先用以往处理决定试算。",
    rule: "规则",
    severity: "严重程度",
    revision: "修订",
    by: "起草人",
    updated: "最后修改",
  },
});

export { RuleDraftsPage as Component };

function RuleDraftsPage(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [params] = useSearchParams();
  const drafts = useIsOpen("createRuleDraft");
  const status = valuesOf("RuleDraftStatus").find((known) => known === params.get("status")) ?? null;
  const read = useRead(RuleDraftsDocument, { status, after: usePlace() });
  return (
    <Page dense title={say("title")} actions={drafts && <ButtonLink to="/rule-drafts/new">{say("create")}</ButtonLink>}>
      <nav className="tabs" aria-label={say("status")}>
        {[null, ...valuesOf("RuleDraftStatus")].map((one) => (
          <Link key={one} to={one ? `?status=${one}` : "?"} aria-current={status === one ? "page" : undefined}>
            {one ? label("RuleDraftStatus", one) : say("all")}
          </Link>
        ))}
      </nav>
      <Loaded {...read}>
        {({ ruleDrafts: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say("none")}>{say("noneHint")}</Empty>
          ) : (
            <>
              <DataTable
                label={say("title")}
                heads={(["rule", "status", "severity", "revision", "by", "updated"] as const).map((column) =>
                  column === "revision" ? { numeric: say(column) } : say(column),
                )}
              >
                {nodes.map((draft) => (
                  <tr key={draft.id}>
                    <th scope="row">
                      <Link to={`/rule-drafts/${draft.id}`}>
                        {draft.code} · {draft.title.text}
                      </Link>
                    </th>
                    <td>
                      <DraftStatus status={draft.status} />
                    </td>
                    <td>{label("Severity", draft.severity)}</td>
                    <td className="numeric">{draft.revision}</td>
                    <td>{draft.createdByName}</td>
                    <td>
                      <Time at={draft.updatedAt} />
                    </td>
                  </tr>
                ))}
              </DataTable>
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
