import { useState, type FormEvent, type ReactNode } from "react";
import { Link } from "react-router";
import type { InstructionState } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { useNowAndThen } from "../api/use-now-and-then";
import { useRead } from "../api/use-read";
import { Badge, type Tone } from "../design/badge";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Empty } from "../design/empty";
import { Facts } from "../design/facts";
import { TextArea } from "../design/field";
import { Loaded } from "../design/loaded";
import { Pager, usePlace } from "../design/pager";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useKept } from "../shell/use-kept";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { failureText, flagText, kindText } from "./instruction-text";
import {
  LookIntoInstructionDocument,
  PaymentInstructionsDocument,
  type InstructionShownFragment,
} from "./finance.generated";
import { financeText } from "./finance.text";

/** What was left to the platform's payment side, and what it said; or only what contradicts that. */
export function Instructions({ flagged }: { flagged: boolean }): ReactNode {
  const say = useText(financeText);
  const read = useRead(PaymentInstructionsDocument, { flagged, after: usePlace() });
  useNowAndThen(read.onAgain);
  const [open, setOpen] = useState<InstructionShownFragment | null>(null);
  return (
    <>
      <Loaded {...read}>
        {({ paymentInstructions: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say(flagged ? "noneFlagged" : "noInstructions")} />
          ) : (
            <>
              <ul className="stack">
                {nodes.map((instruction) => (
                  <li key={instruction.id} className="card stack-tight">
                    <InstructionCard instruction={instruction} onLook={() => setOpen(instruction)} />
                  </li>
                ))}
              </ul>
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
      {open && (
        <LookDialog
          instruction={open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            read.onAgain();
          }}
        />
      )}
    </>
  );
}

const TONE: Record<InstructionState, Tone> = {
  REQUESTED: "muted",
  SENT: "warn",
  CONFIRMED: "good",
  FAILED: "bad",
  CANCELLED: "muted",
};

const MOMENTS = [
  ["requested", "requestedAt"],
  ["sent", "sentAt"],
  ["overdue", "overdueAt"],
  ["answered", "answeredAt"],
] as const;

function InstructionCard({
  instruction,
  onLook,
}: {
  instruction: InstructionShownFragment;
  onLook: () => void;
}): ReactNode {
  const say = useText(financeText);
  const label = useLabel();
  const [kindName, flagName, failureName] = [useText(kindText), useText(flagText), useText(failureText)];
  const { kind, state, amount, provider, reference, failure, flag, flaggedAt, answerDueAt, answeredAt } = instruction;
  return (
    <>
      <div className="row spread">
        <h2>
          {kindName(kind)}
          {amount && (
            <>
              {" "}
              · <span className="numeric">{formatMoney(amount)}</span>
            </>
          )}
        </h2>
        <Badge tone={TONE[state]}>{label("InstructionState", state)}</Badge>
      </div>
      <Facts
        facts={[
          [say("provider"), <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>],
          [say("contradicts"), flaggedAt && flag && flagName(flag)],
          [say("failure"), failure && failureName(failure)],
          [say("reference"), reference],
          ...MOMENTS.map(([name, at]) => [say(name), instruction[at] && <Time at={instruction[at]} />] as const),
          [say("answerDue"), !answeredAt && answerDueAt && <Time at={answerDueAt} />],
        ]}
      />
      {flaggedAt && (
        <div className="row">
          <Button kind="primary" onClick={onLook}>
            {say("lookInto")}
          </Button>
        </div>
      )}
    </>
  );
}

function LookDialog({
  instruction: { id, kind },
  onClose,
  onDone,
}: {
  instruction: InstructionShownFragment;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const say = useText(financeText);
  const kindName = useText(kindText);
  const { act, busy, refusal } = useAct(LookIntoInstructionDocument);
  const { value: reason, change: setReason, forget } = useKept(`look into ${id}`, "", "");
  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await act({ instructionId: id, reason }))) return;
    forget();
    onDone();
  };
  return (
    <Dialog title={kindName(kind)} onClose={onClose}>
      <form className="stack-tight" onSubmit={(event) => void look(event)}>
        <TextArea
          label={say("lookedInto")}
          value={reason}
          required
          onChange={({ target }) => setReason(target.value)}
        />
        <Refused refusal={refusal} />
        <div className="row">
          <Button kind="primary" type="submit" busy={busy}>
            {say("lookInto")}
          </Button>
          <Button onClick={onClose}>{say("back")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
