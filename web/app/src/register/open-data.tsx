import type { ReactNode } from "react";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import type { RegisterQuery } from "./register.generated";

const text = defineText("openData", {
  en: {
    title: "Open data",
    about: "The whole register, for anyone who wants to follow, analyse or verify it. No account is needed.",
    index: "All addresses (JSON)",
    jsonFeed: "JSON Feed",
    atom: "Atom feed",
    ndjson: "Everything as NDJSON",
    csv: "Everything as CSV",
    manifest: "Manifest with the digests of the files",
    chain: "Where the chain ends",
    chainHint:
      "Each entry is chained by its hash to all before it. Keep this hash: if any earlier entry were changed, it could not be reproduced.",
    number: "Last entry",
    hash: "Its hash (SHA-256)",
    at: "Entered",
  },
  zh: {
    title: "开放数据",
    about: "整本登记簿向所有人开放，可订阅、统计和核对，无需账号。",
    index: "全部地址（JSON）",
    jsonFeed: "JSON Feed 订阅",
    atom: "Atom 订阅",
    ndjson: "全部数据（NDJSON）",
    csv: "全部数据（CSV）",
    manifest: "清单与文件摘要",
    chain: "哈希链的末端",
    chainHint: "每一条都用哈希与之前的全部条目相连。记下这个哈希：此前任何内容若被改动，都无法再算出同样的结果。",
    number: "最后一条",
    hash: "哈希（SHA-256）",
    at: "登记时间",
  },
});

const FILES = [
  ["jsonFeed", "/register/feed.json"],
  ["atom", "/register/feed.atom"],
  ["ndjson", "/register/export.ndjson"],
  ["csv", "/register/export.csv"],
  ["manifest", "/register/manifest.json"],
  ["index", "/register"],
] as const;

export function OpenData({ head }: { head: RegisterQuery["registerHead"] }): ReactNode {
  const say = useText(text);
  return (
    <section className="card stack-tight">
      <h2>{say("title")}</h2>
      <p>{say("about")}</p>
      <ul className="row">
        {FILES.map(([name, address]) => (
          <li key={name}>
            <a href={address}>{say(name)}</a>
          </li>
        ))}
      </ul>
      <h3>{say("chain")}</h3>
      <p className="small muted">{say("chainHint")}</p>
      <dl className="facts small">
        <dt>{say("number")}</dt>
        <dd className="numeric">{head.number}</dd>
        <dt>{say("hash")}</dt>
        <dd>
          <code>{head.hash}</code>
        </dd>
        {head.at && (
          <>
            <dt>{say("at")}</dt>
            <dd>
              <Time at={head.at} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
