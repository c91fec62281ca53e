import { CircleCheck, ShieldCheck, TriangleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Icon } from "../design/icon";
import { Notice } from "../design/notice";
import { defineText, useText } from "../text/language";
import type { RegisterEntryQuery } from "./register.generated";

const text = defineText("entryChain", {
  en: {
    title: "Check it yourself",
    about:
      "The digest is the SHA-256 of the content below; the hash is that of the previous hash and the digest, so each entry covers all entries before it.",
    number: "Number",
    contentSha256: "Digest of the content",
    prevHash: "Hash before",
    hash: "Hash",
    case: "Digest of the case's id",
    measure: "Digest of the measure's id",
    numbers: "Digest and hashes",
    content: "The content, as it is hashed",
    check: "Check here",
    good: "Digest and hash match: the content is what was entered.",
    bad: "Digest or hash do not match: this content is not what was entered.",
    impossible: "This browser checks digests only over a secure connection. The files below can be checked anywhere.",
    json: "This entry as JSON",
    manifest: "The whole register, with digests",
  },
  zh: {
    title: "自行核对",
    about: "摘要是下方内容的 SHA-256；哈希由上一条的哈希与本条摘要算出，因此每一条都为此前全部条目作证。",
    number: "编号",
    contentSha256: "内容摘要",
    prevHash: "上一条哈希",
    hash: "本条哈希",
    case: "案件编号的摘要",
    measure: "措施编号的摘要",
    numbers: "摘要与哈希",
    content: "参与计算的内容原文",
    check: "就地核对",
    good: "摘要与哈希均一致：内容与登记时相同。",
    bad: "摘要或哈希不一致：内容与登记时不同。",
    impossible: "浏览器只在安全连接下才能计算摘要；下方文件可用任何工具核对。",
    json: "本条的 JSON",
    manifest: "整本登记簿与文件摘要",
  },
});

type Entry = NonNullable<RegisterEntryQuery["registerEntry"]>;

async function sha256(value: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(value));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function EntryChain({ entry }: { entry: Entry }): ReactNode {
  const say = useText(text);
  const [result, setResult] = useState<"good" | "bad" | "impossible" | null>(null);

  async function check(): Promise<void> {
    if (!isSecureContext) return setResult("impossible");
    const digest = await sha256(entry.content);
    const chained = await sha256(entry.prevHash + digest);
    setResult(digest === entry.contentSha256 && chained === entry.hash ? "good" : "bad");
  }

  return (
    <section className="card stack-tight">
      <h2>{say("title")}</h2>
      <p className="small muted">{say("about")}</p>
      <div className="row">
        <Button onClick={() => void check()}>
          <Icon of={ShieldCheck} size={16} />
          {say("check")}
        </Button>
        <a href={`/register/entries/${entry.id}`}>{say("json")}</a>
        <a href="/register/manifest.json">{say("manifest")}</a>
      </div>
      <div role="status">
        {result && (
          <Notice tone={result === "good" ? "good" : "warn"}>
            <span className="row">
              <Icon of={result === "good" ? CircleCheck : TriangleAlert} />
              {say(result)}
            </span>
          </Notice>
        )}
      </div>
      <details>
        <summary>{say("numbers")}</summary>
        <dl className="facts small">
          <dt>{say("number")}</dt>
          <dd className="numeric">{entry.number}</dd>
          {(["contentSha256", "prevHash", "hash"] as const).map((name) => (
            <Hash key={name} name={say(name)} value={entry[name]} />
          ))}
          {entry.stated.interim && <Hash name={say("measure")} value={entry.stated.interim.measureSha256} />}
          {entry.stated.lateness && <Hash name={say("case")} value={entry.stated.lateness.caseSha256} />}
        </dl>
      </details>
      <details>
        <summary>{say("content")}</summary>
        <pre className="small">
          <code>{entry.content}</code>
        </pre>
      </details>
    </section>
  );
}

const Hash = ({ name, value }: { name: string; value: string }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd>
      <code>{value}</code>
    </dd>
  </>
);
