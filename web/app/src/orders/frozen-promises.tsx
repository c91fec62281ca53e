import type { ReactNode } from "react";
import { Stamp } from "lucide-react";
import { Badge } from "../design/badge";
import { Icon } from "../design/icon";
import { PROMISE_ICONS } from "../design/promise-icons";
import { Time } from "../design/time";
import { PromiseTerms } from "../market/promise-terms";
import styles from "../market/promises.module.css";
import { formatDate } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { promiseName } from "../text/promise-name";
import type { FrozenPromiseFragment } from "./orders.generated";

const text = defineText("frozenPromises", {
  en: {
    none: "The provider promised nothing.",
    ofPlatform: "The platform's own promises ({{count}})",
    version: "version {{version}}",
    matches: "Unchanged since you ordered",
    differs: "Does not match the digest of the order: it has been tampered with",
    digest: "Digest (SHA-256)",
    until: "Can be complained about until",
  },
  zh: {
    none: "服务商当时没有作出承诺。",
    ofPlatform: "平台承诺（{{count}}）",
    version: "第 {{version}} 版",
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
  <ul className={styles.slips} role="list">
    {promises.map((promise) => (
      <li key={promise.promiseVersion.id} className={styles.slip}>
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
      <div className="row spread">
        <strong className={styles.kind}>
          <Icon of={PROMISE_ICONS[promiseVersion.kind]} size={17} />
          {promiseName(promiseVersion, promiseVersion.kind, label)}
        </strong>
        <Badge>
          <Icon of={Stamp} size={12} />
          {say("version", { version: promiseVersion.version })} · {formatDate(promiseVersion.publishedAt)}
        </Badge>
      </div>
      <p className={`prose ${styles.text}`}>{promiseVersion.bilingual?.text ?? promiseVersion.text}</p>
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
