import type { ReactNode } from "react";
import type { PenaltyKind } from "../api/schema.generated";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { formatMoney } from "../text/format";
import type { MoneyLike } from "../text/money";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";

const text = defineText("measure", {
  en: { days_one: "{{count}} day", days_other: "{{count}} days", from: "from", until: "until" },
  zh: { days_other: "{{count}} 天", from: "自", until: "至" },
});

interface MeasureLike {
  kind: PenaltyKind;
  days: number | null;
  amount: MoneyLike | null;
  reason: string;
  startsAt?: string | null;
  endsAt?: string | null;
}

/** A measure against a provider: its kind, amount, reason and period. */
export function Measure({ measure, children }: { measure: MeasureLike; children?: ReactNode }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { kind, days, amount, reason, startsAt, endsAt } = measure;
  return (
    <>
      <div className="row">
        <Badge tone="bad">{label("PenaltyKind", kind)}</Badge>
        {days !== null && <span>{say("days", { count: days })}</span>}
        {amount && <strong className="numeric">{formatMoney(amount)}</strong>}
        {children}
        {startsAt && (
          <span className="small muted">
            {say("from")} <Time at={startsAt} />
          </span>
        )}
        {endsAt && (
          <span className="small muted">
            {say("until")} <Time at={endsAt} />
          </span>
        )}
      </div>
      <p className="prose">{reason}</p>
    </>
  );
}
