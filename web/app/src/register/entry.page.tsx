import { useEffect, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { useLive } from "../api/use-live";
import { Badge } from "../design/badge";
import { Crumbs } from "../design/crumbs";
import { nameDocument } from "../design/document-title";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Stamp } from "../design/stamp";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { EntryChain } from "./entry-chain";
import { Corrections, KIND_TONE } from "./corrections";
import { EntryStatement } from "./entry-statement";
import { RegisterEntryDocument, WatchRegisterDocument, type RegisterEntryQuery } from "./register.generated";
import { Measure } from "./measure";
import styles from "./register.module.css";
import { RulingNow } from "./ruling-now";

const text = defineText("entry", {
  en: {
    title: "Entry no. {{number}}",
    loading: "Entry in the public register",
    number: "No. {{number}}",
    register: "Public register",
    kicker: "Redress · Public register",
    stamp: "公示",
    none: "There is no such entry",
    noneHint: "An entry is never removed: the address must be wrong.",
    about: "About",
    platform: "The platform itself",
    entered: "Entered",
    happened: "Happened",
    address: "Permanent address",
    corrected: "A later entry corrects this one. It stays readable, like every entry.",
    statement: "What it says",
    asKnown: "As it was known when it was entered; personal data is masked.",
  },
  zh: {
    title: "公示第 {{number}} 号",
    loading: "公示条目",
    number: "第 {{number}} 号",
    register: "公示",
    kicker: "Redress · 公示登记簿",
    stamp: "公示",
    none: "没有这一条",
    noneHint: "公示条目不会被删除，请核对地址。",
    about: "关于",
    platform: "平台自身",
    entered: "登记时间",
    happened: "发生时间",
    address: "永久地址",
    corrected: "后面的条目已更正这里的内容。本条仍保留可查，公示的一切都如此。",
    statement: "公示内容",
    asKnown: "为登记时所知的内容，个人信息已隐去。",
  },
});

type Entry = NonNullable<RegisterEntryQuery["registerEntry"]>;

export { EntryPage as Component };

function EntryPage(): ReactNode {
  const say = useText(text);
  const { entryId = "" } = useParams();
  const read = useLive({
    query: RegisterEntryDocument,
    variables: { id: entryId },
    cursorOf: ({ registerHead }) => registerHead.cursor,
    updates: WatchRegisterDocument,
    updateVariables: { filter: null },
    // Any later entry may be the one that corrects it.
    onUpdate: ({ registerUpdated }) => registerUpdated.entry && read.onAgain(),
  });
  const entry = read.data?.registerEntry;
  const title = entry ? say("title", { number: entry.number }) : say("loading");
  useEffect(() => nameDocument(title), [title]);
  return (
    <div className={styles.entry}>
      <Crumbs
        way={[{ to: "/public-register", text: say("register") }]}
        here={entry ? say("number", { number: entry.number }) : undefined}
      />
      {!entry && <h1>{title}</h1>}
      <Loaded {...read} lines={12}>
        {({ registerEntry }) =>
          registerEntry ? <EntryShown entry={registerEntry} /> : <Empty title={say("none")}>{say("noneHint")}</Empty>
        }
      </Loaded>
    </div>
  );
}

function EntryShown({ entry }: { entry: Entry }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const name = entry.stated.providerName ?? say("platform");
  const address = `${location.origin}/public-register/${entry.id}`;
  return (
    <>
      <article className={styles.certificate}>
        <header>
          <div className="stack-tight">
            <p className={styles.kicker}>{say("kicker")}</p>
            <h1>{say("title", { number: entry.number })}</h1>
            <div className="row">
              <Badge tone={KIND_TONE[entry.kind]}>{label("RegisterEntryKind", entry.kind)}</Badge>
              <Corrections entry={entry} />
            </div>
          </div>
          <Stamp text={say("stamp")} under={say("number", { number: entry.number })} />
        </header>
        {entry.correctedBy && <Notice tone="warn">{say("corrected")}</Notice>}
        <section className={styles.said} aria-label={say("statement")}>
          <EntryStatement entry={entry} />
          {entry.stated.ruling?.penalties.map((measure, at) => (
            <Measure key={at} measure={measure} />
          ))}
          <p className="small muted">{say("asKnown")}</p>
        </section>
        <dl className="facts">
          <dt>{say("about")}</dt>
          <dd>{entry.provider ? <Link to={`/providers/${entry.provider.id}`}>{name}</Link> : name}</dd>
          <dt>{say("entered")}</dt>
          <dd>
            <Time at={entry.at} />
          </dd>
          {entry.happenedAt !== entry.at && (
            <>
              <dt>{say("happened")}</dt>
              <dd>
                <Time at={entry.happenedAt} />
              </dd>
            </>
          )}
          <dt>{say("address")}</dt>
          <dd>
            <a href={address}>{address}</a>
          </dd>
        </dl>
      </article>
      <EntryChain entry={entry} />
      {entry.ruling && <RulingNow ruling={entry.ruling} entryId={entry.id} />}
    </>
  );
}
