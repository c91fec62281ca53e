import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useIsOpen } from "../shell/viewer";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import {
  CaseLegalHoldsDocument,
  EndLegalHoldDocument,
  PlaceLegalHoldDocument,
  type LegalHoldShownFragment,
} from "./legal-holds.generated";

const text = defineText("legalHolds", {
  en: {
    title: "Legal hold",
    none: "None. The words and files of this case are erased after the time in the house rules.",
    lies: "Nothing of this case is erased.",
    person: "On the consumer",
    since: "Since",
    place: "Place a legal hold",
    end: "End it",
    why: "Why",
    cancel: "Cancel",
  },
  zh: {
    title: "证据保全",
    none: "无。本案的陈述和文件在平台规则规定的期限后删除。",
    lies: "本案内容一律不删除。",
    person: "针对消费者本人",
    since: "开始于",
    place: "设置证据保全",
    end: "解除",
    why: "理由",
    cancel: "取消",
  },
});

/** For staff: what keeps the data of the case from being erased. Few ask, so it is read for whoever does. */
export default function LegalHolds({ complaintId }: { complaintId: string }): ReactNode {
  const say = useText(text);
  const [open, setOpen] = useState(false);
  return (
    <details className="card stack-tight" data-dense onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{say("title")}</summary>
      {open && <Holds complaintId={complaintId} />}
    </details>
  );
}

function Holds({ complaintId }: { complaintId: string }): ReactNode {
  const say = useText(text);
  const mayPlace = useIsOpen("placeLegalHold");
  const read = useRead(CaseLegalHoldsDocument, { id: complaintId });
  const place = useAct(PlaceLegalHoldDocument);
  return (
    <Loaded {...read} data={read.data?.complaint?.legalHolds}>
      {(holds) => (
        <>
          <p className="muted small">{say(holds.length > 0 ? "lies" : "none")}</p>
          {holds.map((hold) => (
            <Hold key={hold.id} hold={hold} onEnded={read.onAgain} />
          ))}
          {mayPlace && (
            <WithReason
              about={complaintId}
              label={say("place")}
              busy={place.busy}
              refusal={place.refusal}
              onReason={async (reason) => {
                const done = await place.act({ complaintId, reason });
                if (done) read.onAgain();
                return done !== null;
              }}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function Hold({ hold, onEnded }: { hold: LegalHoldShownFragment; onEnded: () => void }): ReactNode {
  const say = useText(text);
  const mayEnd = useIsOpen("endLegalHold");
  const end = useAct(EndLegalHoldDocument);
  return (
    <div className="stack-tight">
      <p>{hold.reason}</p>
      <p className="muted small">
        {hold.accountId && <>{say("person")} · </>}
        {say("since")} <Time at={hold.placedAt} />
      </p>
      {mayEnd && (
        <WithReason
          about={hold.id}
          label={say("end")}
          busy={end.busy}
          refusal={end.refusal}
          onReason={async (reason) => {
            const done = await end.act({ legalHoldId: hold.id, reason });
            if (done) onEnded();
            return done !== null;
          }}
        />
      )}
    </div>
  );
}

interface WithReasonProps {
  about: string;
  label: string;
  busy: boolean;
  refusal: ReturnType<typeof useAct>["refusal"];
  onReason: (reason: string) => Promise<boolean>;
}

/** A button that asks why before it acts. */
function WithReason({ about, label, busy, refusal, onReason }: WithReasonProps): ReactNode {
  const say = useText(text);
  const [asking, setAsking] = useState(false);
  const { value: reason, change: setReason, forget } = useKept(`legal hold ${about}`, "", "");
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await onReason(reason))) return;
    forget();
    setAsking(false);
  }
  if (!asking)
    return (
      <div>
        <Button onClick={() => setAsking(true)}>{label}</Button>
      </div>
    );
  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)}>
      <TextArea
        label={say("why")}
        required
        value={reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => setReason(target.value)}
      />
      <Refused refusal={refusal?.at("reason") ? null : refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {label}
        </Button>
        <Button onClick={() => setAsking(false)}>{say("cancel")}</Button>
      </div>
    </form>
  );
}
