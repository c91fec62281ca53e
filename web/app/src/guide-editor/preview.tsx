import type { ReactNode } from "react";
import type { ComplaintStatus, PromiseKind } from "../api/schema.generated";
import type { Both } from "../design/bilingual";
import { Markdown } from "../design/markdown";
import { Badge } from "../design/badge";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";

const text = defineText("guidePreview", {
  en: { helps: "Suggested", beforeCase: "before a case", any: "any promise", nowhere: "nowhere" },
  zh: { helps: "推荐于", beforeCase: "立案之前", any: "任何承诺", nowhere: "不推荐" },
});

const LANGUAGES = [
  ["zhCN", "zh-CN"],
  ["en", "en"],
] as const;

/** A guide as its readers will see it, in both languages, and from when. */
export function Preview({
  title,
  summary,
  body,
  breachKinds,
  caseStates,
  beforeCase,
}: {
  title: Both;
  summary: Both;
  body: Both;
  breachKinds: readonly PromiseKind[];
  caseStates: readonly ComplaintStatus[];
  beforeCase: boolean;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const places = [
    ...(beforeCase ? [say("beforeCase")] : []),
    ...caseStates.map((state) => label("ComplaintStatus", state)),
  ];
  return (
    <div className="stack">
      <div className="row">
        <span className="muted">{say("helps")}</span>
        {(places.length > 0 ? places : [say("nowhere")]).map((place) => (
          <Badge key={place}>{place}</Badge>
        ))}
        {(breachKinds.length > 0 ? breachKinds.map((kind) => label("PromiseKind", kind)) : [say("any")]).map((kind) => (
          <Badge key={kind} tone="info">
            {kind}
          </Badge>
        ))}
      </div>
      <div className="beside">
        {LANGUAGES.map(([key, lang]) => (
          <article key={key} lang={lang} className="card stack">
            <h3>{title[key] || "…"}</h3>
            <p className="prose muted">{summary[key]}</p>
            <Markdown text={body[key]} under={3} />
          </article>
        ))}
      </div>
    </div>
  );
}
