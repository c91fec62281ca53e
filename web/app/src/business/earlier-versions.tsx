import type { ReactNode } from "react";
import { Time } from "../design/time";
import { PromiseTerms } from "../market/promise-terms";
import type { PromiseVersionShownFragment } from "../market/shared.generated";
import { defineText, useText } from "../text/language";

const text = defineText("earlierVersions", {
  en: { title: "Published so far", version: "Version {{version}}", digest: "Digest (SHA-256)" },
  zh: { title: "历次版本", version: "第 {{version}} 版", digest: "摘要（SHA-256）" },
});

/** What was promised before, for whoever writes the next version. */
export function EarlierVersions({ versions }: { versions: readonly PromiseVersionShownFragment[] }): ReactNode {
  const say = useText(text);
  return (
    <section className="stack-tight" aria-label={say("title")}>
      <h3>{say("title")}</h3>
      <ol className="stack-tight" reversed>
        {versions.map(({ id, version, text: words, terms, publishedAt, digest }) => (
          <li key={id} className="card stack-tight">
            <div className="row spread small">
              <strong>{say("version", { version })}</strong>
              <Time at={publishedAt} />
            </div>
            <p className="prose">{words}</p>
            <PromiseTerms terms={terms} />
            <p className="small muted">
              {say("digest")} <code>{digest}</code>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
