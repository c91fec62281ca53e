import type { ReactNode } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { may } from "../api/may";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Time } from "../design/time";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { WrittenGuideDocument, type GuideWrittenFragment } from "./guide-editor.generated";
import { GuideEditor } from "./guide-editor";
import { Preview } from "./preview";
import { WithdrawGuide } from "./withdraw-guide";

const text = defineText("writtenGuide", {
  en: {
    title: "Guide",
    create: "New guide",
    none: "There is no such guide",
    all: "All guides",
    open: "The public page",
    withdrawn: "Withdrawn; publishing its next version brings it back.",
    versions: "Versions",
    version: "Version {{version}} · {{status}}",
    write: "Write",
    published: "Published",
  },
  zh: {
    title: "指南",
    create: "新建指南",
    none: "没有这篇指南",
    all: "全部指南",
    open: "公开页面",
    withdrawn: "已撤回；发布下一版后将重新列出。",
    versions: "版本",
    version: "第 {{version}} 版 · {{status}}",
    write: "编写",
    published: "发布时间",
  },
});

export { GuidePage as Component };

function GuidePage(): ReactNode {
  const { id = "" } = useParams();
  return id === "new" ? <NewGuide /> : <GuideById key={id} id={id} />;
}

function NewGuide(): ReactNode {
  const say = useText(text);
  const navigate = useNavigate();
  return (
    <Page dense title={say("create")} way={[{ to: "/guide-editor", text: say("all") }]}>
      <GuideEditor guide={null} onSaved={(id) => void navigate(`/guide-editor/${id}?show=write`, { replace: true })} />
    </Page>
  );
}

function GuideById({ id }: { id: string }): ReactNode {
  const say = useText(text);
  const read = useRead(WrittenGuideDocument, { id });
  const guide = read.data?.guide;
  const shown = guide?.versions.nodes.find(({ status }) => status === "PUBLISHED") ?? guide?.versions.nodes[0];
  return (
    <Page
      dense
      title={shown?.title.text ?? say("title")}
      way={[{ to: "/guide-editor", text: say("all") }]}
      actions={
        <>
          {guide && may(guide.availableActions, "WITHDRAW") && <WithdrawGuide guideId={guide.id} />}
          {guide?.current && <ButtonLink to={`/guides/${guide.code}`}>{say("open")}</ButtonLink>}
        </>
      }
    >
      <Loaded {...read}>
        {({ guide }) => (guide ? <Versions guide={guide} onRefused={read.onAgain} /> : <Empty title={say("none")} />)}
      </Loaded>
    </Page>
  );
}

function Versions({ guide, onRefused }: { guide: GuideWrittenFragment; onRefused: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [params] = useSearchParams();
  const asked = params.get("show");
  const writes = may(guide.availableActions, "WRITE") && asked === "write";
  const shown = guide.versions.nodes.find(({ version }) => String(version) === asked) ?? guide.versions.nodes[0];
  return (
    <>
      <div className="row">
        <span className="mono muted">{guide.code}</span>
        <Badge>{label("GuideAudience", guide.audience)}</Badge>
      </div>
      {guide.withdrawnAt && (
        <Notice tone="warn">
          <p>
            ▲ {say("withdrawn")} <Time at={guide.withdrawnAt} />
          </p>
        </Notice>
      )}
      <nav className="tabs" aria-label={say("versions")}>
        {may(guide.availableActions, "WRITE") && (
          <Link to="?show=write" aria-current={writes ? "page" : undefined}>
            {say("write")}
          </Link>
        )}
        {guide.versions.nodes.map(({ id, version, status }) => (
          <Link key={id} to={`?show=${version}`} aria-current={!writes && shown?.id === id ? "page" : undefined}>
            {say("version", { version, status: label("PublicationStatus", status) })}
          </Link>
        ))}
      </nav>
      {writes ? (
        <GuideEditor guide={guide} onRefused={onRefused} />
      ) : (
        shown && (
          <>
            {shown.publishedAt && (
              <p className="muted">
                {say("published")} <Time at={shown.publishedAt} />
              </p>
            )}
            <h2 className="visually-hidden">{shown.title.text}</h2>
            <Preview {...shown} />
          </>
        )
      )}
    </>
  );
}
