import type { ReactNode } from "react";
import { present } from "../../api/use-read";
import { Loaded } from "../../design/loaded";
import { Time } from "../../design/time";
import { PromiseTerms } from "../../market/promise-terms";
import type { PromiseVersionShownFragment } from "../../market/shared.generated";
import { defineText, useText } from "../../text/language";
import { PromiseHistoryDocument, type OwnPromiseFragment } from "./promises.generated";
import { useBusinessRead } from "../use-business";

const text = defineText("earlierVersions", {
  en: { title: "Published so far", version: "Version {{version}}", digest: "Digest (SHA-256)" },
  zh: { title: "历次版本", version: "第 {{version}} 版", digest: "摘要（SHA-256）" },
});

/** Earlier versions of the promise, the newest first. */
export function EarlierVersions({ promise }: { promise: OwnPromiseFragment }): ReactNode {
  const say = useText(text);
  const read = present(useBusinessRead(PromiseHistoryDocument, { id: promise.id }), "promise");
  return (
    <section className="stack-tight" aria-label={say("title")}>
      <h3>{say("title")}</h3>
      <Loaded {...read}>
        {({ promise: { versions } }) => (
          <ol className="stack-tight" reversed>
            {versions.nodes.map((version) => (
              <Version key={version.id} version={version} />
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function Version({ version: published }: { version: PromiseVersionShownFragment }): ReactNode {
  const say = useText(text);
  const { version, text: words, terms, publishedAt, digest } = published;
  return (
    <li className="card stack-tight">
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
  );
}
