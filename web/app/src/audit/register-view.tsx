import type { ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { formatNumber } from "../text/format";
import { defineText, useText } from "../text/language";
import { RegisterHeadAndKeysDocument } from "./audit.generated";
import { RegisterCheck } from "./register-check";

const text = defineText("registerView", {
  en: {
    head: "The register's end",
    headAbout:
      "Anyone who keeps this line can later prove that no entry up to this number was altered, removed or inserted: recomputing the chain must give the same hash.",
    number: "Entries",
    hash: "Hash of the last one",
    at: "Entered",
    keys: "The keys that dossiers are signed with",
    keysAbout:
      "verify.mjs prints the fingerprint of the key in a dossier; it must be one of these. Give it with --key to have it checked: node verify.mjs FOLDER --key FINGERPRINT.",
    noKeys: "No dossier has been signed yet.",
    fingerprint: "Fingerprint",
    publicKey: "Public key (Ed25519, DER, hex)",
    firstUsed: "First used",
  },
  zh: {
    head: "登记簿链尾",
    headAbout: "留存此行，日后即可证明该编号之前的条目未被改动、删除或插入：重新计算整条链应得到同一哈希。",
    number: "条目数",
    hash: "末条哈希",
    at: "登记时间",
    keys: "卷宗签名密钥",
    keysAbout:
      "verify.mjs 会显示卷宗所用密钥的指纹，应是下列之一；也可用 --key 指定核对：node verify.mjs 文件夹 --key 指纹。",
    noKeys: "尚未签署任何卷宗。",
    fingerprint: "指纹",
    publicKey: "公钥（Ed25519，DER，十六进制）",
    firstUsed: "首次使用",
  },
});

export function RegisterView(): ReactNode {
  const say = useText(text);
  const read = useRead(RegisterHeadAndKeysDocument, {});
  return (
    <Loaded {...read}>
      {({ registerHead, dossierKeys }) => (
        <>
          <section className="stack-tight">
            <h2>{say("head")}</h2>
            <p className="prose">{say("headAbout")}</p>
            <dl className="facts card">
              <dt>{say("number")}</dt>
              <dd>{formatNumber(registerHead.number)}</dd>
              <dt>{say("hash")}</dt>
              <dd>
                <code>{registerHead.hash}</code>
              </dd>
              {registerHead.at && (
                <>
                  <dt>{say("at")}</dt>
                  <dd>
                    <Time at={registerHead.at} />
                  </dd>
                </>
              )}
            </dl>
            <RegisterCheck />
          </section>
          <section className="stack-tight">
            <h2>{say("keys")}</h2>
            <p className="prose">{say("keysAbout")}</p>
            {dossierKeys.length === 0 && <p className="muted">{say("noKeys")}</p>}
            {dossierKeys.map((key) => (
              <dl key={key.id} className="facts card">
                <dt>{say("fingerprint")}</dt>
                <dd>
                  <code>{key.id}</code>
                </dd>
                <dt>{say("publicKey")}</dt>
                <dd>
                  <code>{key.publicKey}</code>
                </dd>
                <dt>{say("firstUsed")}</dt>
                <dd>
                  <Time at={key.firstUsedAt} />
                </dd>
              </dl>
            ))}
          </section>
        </>
      )}
    </Loaded>
  );
}
