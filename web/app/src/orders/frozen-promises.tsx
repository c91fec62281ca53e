import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { PromiseTerms } from "../market/promise-terms";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { promiseName } from "../text/promise-name";
import type { FrozenPromiseFragment } from "./orders.generated";

const text = defineText("frozenPromises", {
  en: {
    none: "The provider promised nothing.",
    ofPlatform: "The platform's own promises ({{count}})",
    version: "version {{version}}",
    published: "published",
    matches: "Unchanged since you ordered",
    differs: "Does not match the digest of the order: it has been tampered with",
    digest: "Digest (SHA-256)",
    until: "Can be complained about until",
  },
  zh: {
    none: "服务商当时没有作出承诺。",
    ofPlatform: "平台承诺（{{count}}）",
    version: "第 {{version}} 版",
    published: "发布于",
    matches: "下单后未被改动",
    differs: "与下单时的摘要不符：承诺已被篡改",
    digest: "摘要（SHA-256）",
    until: "可投诉至",
  },
});

/** The frozen promises, each with a check that it is unchanged. */
export function FrozenPromises({ promises }: { promises: readonly FrozenPromiseFragment[] }): ReactNode {
  const say = useText(text);
  const ofPlatform = promises.filter(({ promiseVersion }) => promiseVersion.platformPromise);
  const ofProvider = promises.filter(({ promiseVersion }) => !promiseVersion.platformPromise);
  return (
    <>
      {ofProvider.length === 0 && <p className="muted">{say("none")}</p>}
      <FrozenList promises={ofProvider} />
      {ofPlatform.length > 0 && (
        <details>
          <summary>{say("ofPlatform", { count: ofPlatform.length })}</summary>
          <FrozenList promises={ofPlatform} />
        </details>
      )}
    </>
  );
}

const FrozenList = ({ promises }: { promises: readonly FrozenPromiseFragment[] }): ReactNode => (
  <ul className="grid">
    {promises.map((promise) => (
      <li key={promise.promiseVersion.id} className="card stack-tight">
        <FrozenPromise promise={promise} />
      </li>
    ))}
  </ul>
);

function FrozenPromise({
  promise: { digest, digestMatches, complainableUntil, promiseVersion },
}: {
  promise: FrozenPromiseFragment;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <>
      <div className="row">
        <Badge tone="info">{promiseName(promiseVersion, promiseVersion.kind, label)}</Badge>
        <span className="small muted">
          {say("version", { version: promiseVersion.version })} · {say("published")}{" "}
          <Time at={promiseVersion.publishedAt} />
        </span>
      </div>
      <p className="prose">{promiseVersion.bilingual?.text ?? promiseVersion.text}</p>
      <PromiseTerms terms={promiseVersion.terms} />
      {complainableUntil && (
        <p className="small muted">
          {say("until")} <Time at={complainableUntil} />
        </p>
      )}
      <p className="small">
        <span aria-hidden="true">{digestMatches ? "✓ " : "✗ "}</span>
        <strong className={digestMatches ? "good" : "bad"}>{say(digestMatches ? "matches" : "differs")}</strong>
      </p>
      <details className="small">
        <summary>{say("digest")}</summary>
        <code>{digest}</code>
      </details>
    </>
  );
}
