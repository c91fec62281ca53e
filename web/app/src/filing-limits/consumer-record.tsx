import { useId, useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { later } from "../design/later";
import { useText } from "../text/language";
import { filingLimitsText } from "./filing-limits.text";

const ConsumerRecordRead = later(() => import("./consumer-record-read"));

/** The record of the consumer of a case, read when somebody asks for it: each reading is logged. */
export default function ConsumerRecord({ complaintId }: { complaintId: string }): ReactNode {
  const say = useText(filingLimitsText);
  const id = useId();
  const [asked, setAsked] = useState(false);
  return (
    <section className="card stack-tight" aria-labelledby={id} data-dense>
      <h2 id={id}>{say("record")}</h2>
      {asked ? (
        <ConsumerRecordRead complaintId={complaintId} />
      ) : (
        <>
          <p className="muted small">{say("readHint")}</p>
          <div className="row">
            <Button onClick={() => setAsked(true)}>{say("read")}</Button>
          </div>
        </>
      )}
    </section>
  );
}
