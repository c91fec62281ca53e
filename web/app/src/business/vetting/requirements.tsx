import type { ReactNode } from "react";
import { Badge } from "../../design/badge";
import { Time } from "../../design/time";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { Table } from "../table";
import { VERIFICATION_TONE } from "../tones";
import type { OwnVettingFragment } from "./vetting.generated";

const text = defineText("requirements", {
  en: {
    title: "Required documents",
    kind: "Document",
    needed: "Needed",
    state: "State",
    until: "Valid until",
    renew: "Renew from",
    grace: "At the latest",
    required: "yes",
    optional: "if you like",
    atHand: "provided, not verified yet",
    missing: "missing",
    nothing: "No documents are required.",
  },
  zh: {
    title: "所需材料",
    kind: "材料",
    needed: "是否必需",
    state: "状态",
    until: "有效期至",
    renew: "可更新时间",
    grace: "最迟",
    required: "必需",
    optional: "选填",
    atHand: "已备，待审核",
    missing: "缺少",
    nothing: "无需材料。",
  },
});

type Vetting = NonNullable<OwnVettingFragment["vetting"]>;

export function Requirements({ vetting }: { vetting: Vetting }): ReactNode {
  const say = useText(text);
  return (
    <Table
      title={say("title")}
      heads={[say("kind"), say("needed"), say("state"), say("until"), say("renew"), say("grace")]}
      empty={say("nothing")}
      rows={vetting.requirements}
      row={(requirement) => <Requirement key={requirement.kind} requirement={requirement} />}
    />
  );
}

function Requirement({ requirement }: { requirement: Vetting["requirements"][number] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { kind, required, documentAtHand, verification } = requirement;
  const dates = [verification?.validUntil, verification?.nextCheckAt, verification?.graceUntil];
  return (
    <tr>
      <th scope="row">{label("VerificationKind", kind)}</th>
      <td>{say(required ? "required" : "optional")}</td>
      <td>
        <span className="row">
          {verification?.status && (
            <Badge tone={VERIFICATION_TONE[verification.status]}>
              {label("VerificationStatus", verification.status)}
            </Badge>
          )}
          {documentAtHand && <Badge tone="info">{say("atHand")}</Badge>}
          {!verification && !documentAtHand && required && <Badge tone="warn">{say("missing")}</Badge>}
        </span>
      </td>
      {dates.map((at, column) => (
        <td key={column}>{at && <Time at={at} />}</td>
      ))}
    </tr>
  );
}
