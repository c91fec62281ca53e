import { useEffect, useMemo, useState, type ReactNode } from "react";
import type { PromiseCheckInput } from "../../api/schema.generated";
import { useRead } from "../../api/use-read";
import { Notice } from "../../design/notice";
import { formatList, formatMoney } from "../../text/format";
import { defineText, useText } from "../../text/language";
import { CheckPromiseDocument } from "./promises.generated";

const text = defineText("promiseCheck", {
  en: {
    title: "Can you keep it?",
    owed: "By the records, the others would have cost you {{sum}}.",
    atStake: "Their prices, the most that refunds could cost: {{sum}}.",
    uncertain: "Whether those promises were broken, a person would have judged.",
  },
  zh: {
    title: "能否履行？",
    owed: "按平台记录，其余订单将使您承担 {{sum}}。",
    atStake: "其余订单的金额（退款的上限）：{{sum}}。",
    uncertain: "这些订单是否违背承诺，仍须由人工判定。",
  },
});

const PAUSE_MS = 500;

/** What the provider's own past orders say about the terms being written; read again when their author pauses. Terms that do not fit yet say nothing. */
export function PromiseCheck({ input }: { input: PromiseCheckInput }): ReactNode {
  const say = useText(text);
  const wanted = JSON.stringify(input);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const variables = useMemo(() => ({ input: JSON.parse(asked) as PromiseCheckInput }), [asked]);
  const { data, refusal } = useRead(CheckPromiseDocument, variables);
  if (!data || refusal || asked !== wanted) return null;
  const { result, text: words, owed, atStake, certain } = data.promiseCheck;
  return (
    <Notice tone={result === "SELDOM_KEPT" ? "warn" : "info"}>
      <strong>{say("title")}</strong> {words}
      {owed.length > 0 && <> {say("owed", { sum: formatList(owed.map(formatMoney)) })}</>}
      {atStake.length > 0 && <> {say("atStake", { sum: formatList(atStake.map(formatMoney)) })}</>}
      {atStake.length > 0 && !certain && <> {say("uncertain")}</>}
    </Notice>
  );
}
