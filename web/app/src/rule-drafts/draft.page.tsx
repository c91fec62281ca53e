import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { present, useRead } from "../api/use-read";
import { may } from "../api/may";
import { Page } from "../design/page";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { both } from "../design/bilingual";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Time } from "../design/time";
import { RuleChanges } from "../rules/rule-changes";
import { RuleMeasures } from "../rules/rule-measures";
import { useKept } from "../shell/use-kept";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { DiscardDraft } from "./discard-draft";
import { DraftEditor } from "./draft-editor";
import type { RuleContent } from "./draft-fields";
import { DraftStatus } from "./draft-status";
import { NewDraft } from "./new-draft";
import { PublishDraft } from "./publish-draft";
import { Replays } from "./replays";
import { RuleDraftDocument, type RuleDraftQuery } from "./rule-drafts.generated";

const text = defineText("ruleDraft", {
  en: {
    title: "Rule draft",
    of: "Draft of {{code}}",
    all: "All drafts",
    revision: "Revision {{revision}}",
    by: "Begun by {{name}}, last written by {{writer}}",
    changed: "last changed",
    published: "Announced as version {{version}}, in force from",
    says: "What it says",
    comparison: "Compared with the rule's latest version",
    note: "Why: {{note}}",
  },
  zh: {
    title: "规则草案",
    of: "{{code}} 草案",
    all: "全部草案",
    revision: "第 {{revision}} 次修订",
    by: "起草人：{{name}}，现文本拟定人：{{writer}}",
    changed: "最后修改",
    published: "已公告为第 {{version}} 版，生效时间",
    says: "内容",
    comparison: "与规则最新版对比",
    note: "修改理由：{{note}}",
  },
});

type Draft = NonNullable<RuleDraftQuery["ruleDraft"]>;

export { DraftPage as Component };

function DraftPage(): ReactNode {
  const { id = "" } = useParams();
  return id === "new" ? <NewDraft /> : <DraftById key={id} id={id} />;
}

function DraftById({ id }: { id: string }): ReactNode {
  const say = useText(text);
  const read = present(useRead(RuleDraftDocument, { id, after: usePlace() }), "ruleDraft");
  const draft = read.data?.ruleDraft;
  return (
    <Page
      dense
      title={draft ? say("of", { code: draft.code }) : say("title")}
      way={[{ to: "/rule-drafts", text: say("all") }]}
      actions={draft && may(draft.availableActions, "DISCARD") && <DiscardDraft ruleDraftId={id} />}
    >
      <Loaded {...read}>{({ ruleDraft }) => <DraftShown draft={ruleDraft} onAgain={read.onAgain} />}</Loaded>
    </Page>
  );
}

function DraftShown({ draft, onAgain }: { draft: Draft; onAgain: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const publish = draft.availableActions.find(({ action }) => action === "PUBLISH");
  const { title, severity, measures, note, revision } = draft;
  const kept = useKept<RuleContent>(`rule draft ${draft.id}`, String(revision), {
    ...{ title: both(title), text: both(draft.text), severity, measures, reason: note ?? "" },
  });
  return (
    <>
      <div className="row">
        <DraftStatus status={draft.status} />
        <Badge>{label("Severity", severity)}</Badge>
        <span>{say("revision", { revision })}</span>
        <span className="muted">{say("by", { name: draft.createdByName, writer: draft.writtenByName })}</span>
        <span className="muted">
          {say("changed")} <Time at={draft.updatedAt} />
        </span>
      </div>
      {draft.published && (
        <Notice tone="good">
          <p>
            <Link to={`/rules/${draft.code}`}>{say("published", { version: draft.published.version })}</Link>{" "}
            <Time at={draft.published.effectiveFrom} />
          </p>
        </Notice>
      )}
      <div className="beside">
        {may(draft.availableActions, "UPDATE") ? (
          <DraftEditor draft={draft} kept={kept} onRefused={onAgain} />
        ) : (
          <section className="card stack-tight" aria-labelledby="says">
            <h2 id="says">{say("says")}</h2>
            <p>
              <strong>{title.text}</strong>
            </p>
            <p className="prose">{draft.text.text}</p>
            <RuleMeasures measures={measures} />
            {note && <p className="muted">{say("note", { note })}</p>}
          </section>
        )}
        <div className="stack">
          {/* Once announced it is the latest version itself; the rule's history shows how it differs. */}
          {!draft.published && (
            <section className="card stack-tight" aria-labelledby="comparison">
              <h2 id="comparison">{say("comparison")}</h2>
              <RuleChanges changes={draft.changes ?? null} />
            </section>
          )}
          {publish && (
            <PublishDraft
              draft={draft}
              because={publish.unavailableBecause?.message}
              unsaved={kept.touched}
              onRefused={onAgain}
            />
          )}
        </div>
      </div>
      <Replays draft={draft} />
    </>
  );
}
