import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { GuidesDocument } from "./guides.generated";

const text = defineText("guides", {
  en: {
    title: "Guides",
    about: "Short advice from the platform: before you order, while a case runs, and for those who promise.",
    audience: "For whom",
    everybody: "Everyone",
    none: "No guide yet",
    noneHint: "Guides for others may help meanwhile.",
    draft: "not published yet",
    withdrawn: "withdrawn",
  },
  zh: {
    title: "指南",
    about: "平台写给您的实用建议：下单之前、投诉之中，以及怎样作出做得到的承诺。",
    audience: "读者",
    everybody: "所有人",
    none: "还没有指南",
    noneHint: "可以先看看写给其他人的指南。",
    draft: "尚未发布",
    withdrawn: "已撤回",
  },
});

export { GuidesPage as Component };

function GuidesPage(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [params] = useSearchParams();
  const audience = valuesOf("GuideAudience").find((known) => known === params.get("audience")) ?? null;
  const after = usePlace();
  const read = useRead(GuidesDocument, { filter: { audience }, after });
  return (
    <Page title={say("title")}>
      <p className="prose">{say("about")}</p>
      <nav className="tabs" aria-label={say("audience")}>
        <Link to="?" aria-current={audience === null ? "page" : undefined}>
          {say("everybody")}
        </Link>
        {valuesOf("GuideAudience").map((one) => (
          <Link key={one} to={`?audience=${one}`} aria-current={audience === one ? "page" : undefined}>
            {label("GuideAudience", one)}
          </Link>
        ))}
      </nav>
      <Loaded {...read}>
        {({ guides: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say("none")}>{say("noneHint")}</Empty>
          ) : (
            <>
              <ul className="grid">
                {nodes.map((guide) => (
                  <li key={guide.id} className="card stack-tight">
                    <h2 className="large">
                      <Link to={`/guides/${guide.code}`}>{guide.current?.title.text ?? guide.code}</Link>
                    </h2>
                    {guide.current && <p>{guide.current.summary.text}</p>}
                    <div className="row">
                      <Badge>{label("GuideAudience", guide.audience)}</Badge>
                      {guide.current?.breachKinds.map((kind) => (
                        <Badge key={kind} tone="info">
                          {label("PromiseKind", kind)}
                        </Badge>
                      ))}
                      {!guide.current && <Badge tone="warn">{say("draft")}</Badge>}
                      {guide.withdrawnAt && <Badge tone="warn">▲ {say("withdrawn")}</Badge>}
                    </div>
                  </li>
                ))}
              </ul>
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
