import { Stamp } from "lucide-react";
import { Fragment, useState, type ReactNode } from "react";
import { present, useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Icon } from "../design/icon";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { colon, formatDate } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { promiseName } from "../text/promise-name";
import { PromiseKept } from "./kept-rate";
import { PROMISE_ICONS } from "../design/promise-icons";
import { PromiseTerms } from "./promise-terms";
import {
  PromiseVersionsDocument,
  type PromiseShownFragment,
  type PromiseVersionShownFragment,
} from "./shared.generated";
import styles from "./promises.module.css";

const text = defineText("promises", {
  en: {
    version: "version {{version}}",
    everything: "on all listings",
    history: "All versions ({{count}})",
    published: "Published",
    digest: "Digest (SHA-256)",
    none: "The provider promises nothing here.",
    ofPlatform: "The platform's own promises, whatever the provider promises ({{count}})",
  },
  zh: {
    version: "第 {{version}} 版",
    everything: "适用于全部商品",
    history: "历次版本（{{count}}）",
    published: "发布于",
    digest: "摘要（SHA-256）",
    none: "服务商在此没有作出承诺。",
    ofPlatform: "平台承诺，不论服务商是否承诺均适用（{{count}}）",
  },
});

/** The promises in force, each with its earlier versions. `ofListing`: promises on all listings are marked as such. */
export function Promises({
  promises,
  ofListing = false,
}: {
  promises: readonly PromiseShownFragment[];
  ofListing?: boolean;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  if (promises.length === 0) return <p className="muted">{say("none")}</p>;
  return (
    <ul className={styles.slips}>
      {promises.map(({ id, kind, listing, currentVersion, latestVersion, keptRate }) => (
        <li key={id} className={styles.slip}>
          <div className="row spread">
            <strong className={styles.kind}>
              <Icon of={PROMISE_ICONS[kind]} size={17} />
              {label("PromiseKind", kind)}
            </strong>
            <Badge>
              <Icon of={Stamp} size={12} />
              {say("version", { version: currentVersion.version })} · {formatDate(currentVersion.publishedAt)}
            </Badge>
          </div>
          <p className={`prose ${styles.text}`}>{currentVersion.text}</p>
          {ofListing && !listing && <p className="small muted">{say("everything")}</p>}
          <PromiseTerms terms={currentVersion.terms} />
          <PromiseKept rate={keptRate} />
          <History promiseId={id} count={latestVersion} />
        </li>
      ))}
    </ul>
  );
}

/** Read when it is opened. */
function History({ promiseId, count }: { promiseId: string; count: number }): ReactNode {
  const say = useText(text);
  const [open, setOpen] = useState(false);
  const read = present(useRead(PromiseVersionsDocument, { id: promiseId }, { pause: !open }), "promise");
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{say("history", { count })}</summary>
      {open && (
        <Loaded {...read}>
          {({ promise: { versions } }) => (
            <ol className={`stack-tight ${styles.history}`} reversed>
              {versions.nodes.map((version) => (
                <PastVersion key={version.id} version={version} />
              ))}
            </ol>
          )}
        </Loaded>
      )}
    </details>
  );
}

/** What the platform itself promises whoever orders, folded: it is the same everywhere. */
export function PlatformPromises({ promises }: { promises: readonly PromiseVersionShownFragment[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <details className="card">
      <summary>{say("ofPlatform", { count: promises.length })}</summary>
      <dl className="facts">
        {promises.map((version) => (
          <Fragment key={version.id}>
            <dt>{promiseName(version, version.kind, label)}</dt>
            <dd className="prose">{version.bilingual?.text ?? version.text}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

function PastVersion({ version }: { version: PromiseVersionShownFragment }): ReactNode {
  const say = useText(text);
  return (
    <li className={`stack-tight ${styles.past}`}>
      <strong className="small">{say("version", { version: version.version })}</strong>
      <p className="prose">{version.text}</p>
      <PromiseTerms terms={version.terms} />
      <p className="small muted">
        {say("published")} <Time at={version.publishedAt} />
      </p>
      <p className="small muted">
        {say("digest")}
        {colon()}
        <code>{version.digest}</code>
      </p>
    </li>
  );
}
