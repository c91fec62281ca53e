import { useState, type FormEvent, type ReactNode } from "react";
import type { FilingLimitGrade } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Facts } from "../design/facts";
import { Button } from "../design/button";
import { Select, TextArea, TextInput } from "../design/field";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useKept } from "../shell/use-kept";
import { formatDate } from "../text/format";
import { useOptions } from "../text/labels";
import { useText } from "../text/language";
import { useIsOpen } from "../shell/viewer";
import { ConsumerRecordDocument, ImposeFilingLimitDocument, type ConsumerRecordQuery } from "./filing-limits.generated";
import { filingLimitsText } from "./filing-limits.text";
import { LimitFacts } from "./limit-facts";

/** What the record counts. */
type Counted = {
  [Name in keyof Shown]: Shown[Name] extends number ? Name : never;
}[keyof Shown];
type Shown = NonNullable<NonNullable<ConsumerRecordQuery["complaint"]>["consumerRecord"]>;

/** What the consumer of a case has filed before, the limits they are under, and a form for a new one. */
export default function ConsumerRecordRead({ complaintId }: { complaintId: string }): ReactNode {
  const imposes = useIsOpen("imposeFilingLimit");
  const read = useRead(ConsumerRecordDocument, { id: complaintId });
  return (
    <Loaded {...read} data={read.data?.complaint?.consumerRecord}>
      {(record) => (
        <>
          <Numbers record={record} />
          {record.limits.map((limit) => (
            <LimitFacts key={limit.id} limit={limit} />
          ))}
          {imposes &&
            (record.imposeUnavailableBecause ? (
              <p className="muted small">{record.imposeUnavailableBecause.message}</p>
            ) : (
              <Impose complaintId={complaintId} onDone={read.onAgain} />
            ))}
        </>
      )}
    </Loaded>
  );
}

function Numbers({ record }: { record: Shown }): ReactNode {
  const say = useText(filingLimitsText);
  const texts = (names: readonly Counted[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, String(record[name])]));
  return (
    <>
      <p className="muted small">{say("recordHint", { since: formatDate(record.since) })}</p>
      <Facts
        facts={[
          [say("accountSince"), <Time key="since" at={record.accountSince} />],
          [say("cases"), say("casesValue", texts(["opened", "openNow", "grave"]))],
          [
            say("between"),
            record.firstOpenedAt && record.lastOpenedAt && (
              <>
                <Time at={record.firstOpenedAt} /> – <Time at={record.lastOpenedAt} />
              </>
            ),
          ],
          [say("against"), String(record.providers)],
          [say("rulings"), say("rulingsValue", texts(["upheld", "partlyUpheld", "dismissed"]))],
          [say("otherwise"), say("otherwiseValue", texts(["settled", "withdrawn", "refusedAsAbusive"]))],
          [say("orders"), say("ordersValue", texts(["orders", "completedWithoutCase"]))],
          [say("again"), String(record.ordersAfterCase)],
        ]}
      />
    </>
  );
}

interface Written {
  grade: FilingLimitGrade;
  days: string;
  reason: string;
}

function Impose({ complaintId, onDone }: { complaintId: string; onDone: () => void }): ReactNode {
  const say = useText(filingLimitsText);
  const optionsOf = useOptions();
  const kept = useKept<Written>(`filing limit by ${complaintId}`, "", { grade: "NOTICE", days: "30", reason: "" });
  const { grade, days, reason } = kept.value;
  const [done, setDone] = useState(false);
  const { act, busy, refusal } = useAct(ImposeFilingLimitDocument);
  const elsewhere = refusal?.beyond(["grade", "days", "reason"]) ?? null;

  async function impose(event: FormEvent): Promise<void> {
    event.preventDefault();
    setDone(false);
    if (!(await act({ complaintId, grade, days: Number(days), reason }))) return;
    kept.forget();
    setDone(true);
    onDone();
  }

  return (
    <details>
      <summary>{say("impose")}</summary>
      <form className="stack-tight" onSubmit={(event) => void impose(event)}>
        <Select
          label={say("grade")}
          value={grade}
          error={refusal?.at("grade")}
          options={optionsOf("FilingLimitGrade")}
          onChange={({ target }) => kept.patch({ grade: target.value as FilingLimitGrade })}
        />
        <TextInput
          label={say("days")}
          type="number"
          min={1}
          required
          value={days}
          error={refusal?.at("days")}
          onChange={({ target }) => kept.patch({ days: target.value })}
        />
        <TextArea
          label={say("whyLabel")}
          hint={say("whyHint")}
          required
          value={reason}
          error={refusal?.at("reason")}
          onChange={({ target }) => kept.patch({ reason: target.value })}
        />
        <Refused refusal={elsewhere} />
        <div className="row">
          <Button kind="danger" type="submit" busy={busy}>
            {say("impose")}
          </Button>
          <span role="status">{done && say("imposed")}</span>
        </div>
      </form>
    </details>
  );
}
