import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { DataTable } from "../design/data-table";
import { useIsOpen } from "../shell/viewer";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { WrittenGuidesDocument, type WrittenGuidesQuery } from "./guide-editor.generated";

const text = defineText("guideList", {
  en: {
    title: "Guide editor",
    create: "New guide",
    audience: "For whom",
    everybody: "Everyone",
    none: "No guide yet",
    noneHint: "Write the first one.",
    guide: "Guide",
    read: "Read now",
    draft: "Draft",
    version: "Version {{version}}",
    withdrawn: "withdrawn",
    notYet: "nothing yet",
  },
  zh: {
    title: "指南编辑",
    create: "新建指南",
    audience: "读者",
    everybody: "所有人",
    none: "还没有指南",
    noneHint: "请编写第一篇指南。",
    guide: "指南",
    read: "现行版本",
    draft: "草稿",
    version: "第 {{version}} 版",
    withdrawn: "已撤回",
    notYet: "尚未发布",
  },
});

export { GuideListPage as Component };

function GuideListPage(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [params] = useSearchParams();
  const writes = useIsOpen("saveGuideDraft");
  const audience = valuesOf("GuideAudience").find((known) => known === params.get("audience")) ?? null;
  const read = useRead(WrittenGuidesDocument, { filter: { audience }, after: usePlace() });
  return (
    <Page
      dense
      title={say("title")}
      actions={writes && <ButtonLink to="/guide-editor/new">{say("create")}</ButtonLink>}
    >
      <nav className="tabs" aria-label={say("audience")}>
        {[null, ...valuesOf("GuideAudience")].map((one) => (
          <Link key={one} to={one ? `?audience=${one}` : "?"} aria-current={audience === one ? "page" : undefined}>
            {one ? label("GuideAudience", one) : say("everybody")}
          </Link>
        ))}
      </nav>
      <Loaded {...read}>
        {({ guides: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say("none")}>{say("noneHint")}</Empty>
          ) : (
            <>
              <DataTable
                label={say("title")}
                heads={(["guide", "audience", "read", "draft"] as const).map((column) => say(column))}
              >
                {nodes.map((guide) => (
                  <Row key={guide.id} guide={guide} />
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

function Row({ guide }: { guide: WrittenGuidesQuery["guides"]["nodes"][number] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const published = guide.versions.nodes.find(({ status }) => status === "PUBLISHED");
  const draft = guide.versions.nodes.find(({ status }) => status === "DRAFT");
  return (
    <tr>
      <th scope="row">
        <Link to={`/guide-editor/${guide.id}`}>{(published ?? draft)?.title.text ?? guide.code}</Link>
        <div className="mono muted">{guide.code}</div>
      </th>
      <td>{label("GuideAudience", guide.audience)}</td>
      <td>
        {published ? say("version", { version: published.version }) : <span className="muted">{say("notYet")}</span>}{" "}
        {guide.withdrawnAt && <Badge tone="warn">▲ {say("withdrawn")}</Badge>}
      </td>
      <td>
        {draft && (
          <>
            <Badge tone="warn">{say("version", { version: draft.version })}</Badge>{" "}
            <span className="muted">
              <Time at={draft.savedAt} />
            </span>
          </>
        )}
      </td>
    </tr>
  );
}
