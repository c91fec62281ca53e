import { useState, type FormEvent, type ReactNode } from "react";
import type { DeskAction } from "../api/schema.generated";
import { serverNow } from "../api/server-clock";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { TextArea, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import type { DeskRowFragment } from "./desk.generated";
import {
  EscalateToLeadDocument,
  HoldComplaintDocument,
  ReassignComplaintDocument,
  RecuseDocument,
} from "./staff-panel.generated";
import { ModeratorPicker, type Moderator } from "./moderator-picker";
import { staffText } from "./staff.text";

interface Props {
  action: DeskAction;
  complaint: DeskRowFragment;
  onClose: () => void;
}

/** Actions on a case that require a reason. */
export function DeskActDialog({ action, complaint, onClose }: Props): ReactNode {
  const say = useText(staffText);
  const label = useLabel();
  const hold = useAct(HoldComplaintDocument);
  const reassign = useAct(ReassignComplaintDocument);
  const escalate = useAct(EscalateToLeadDocument);
  const recuse = useAct(RecuseDocument);
  const [beginning] = useState(() => ({
    ...{ reason: "", moderator: null as Moderator | null },
    until: localTime(serverNow() + 24 * 3_600_000),
  }));
  const kept = useKept(`desk act ${complaint.id} ${action}`, "", beginning);
  const { reason, moderator, until } = kept.value;

  const base = { complaintId: complaint.id, reason };
  const leased = { ...base, leaseToken: complaint.lease?.token ?? 0 };
  const acts = {
    HOLD: { ...hold, run: () => hold.act({ ...leased, until: new Date(until).toISOString() }) },
    REASSIGN: { ...reassign, run: () => reassign.act({ ...base, accountId: moderator?.id ?? null }) },
    ESCALATE_TO_LEAD: { ...escalate, run: () => escalate.act(leased) },
    RECUSE: { ...recuse, run: () => recuse.act(base) },
  };
  const { run, busy, refusal } = acts[action as keyof typeof acts];

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await run())) return;
    kept.forget();
    onClose();
  }

  const placed = ["reason", "until", "moderatorLogin", "accountId"].some((name) => refusal?.at(name));
  return (
    <Dialog title={label("DeskAction", action)} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        {action === "RECUSE" && <p>{say("recuseHint")}</p>}
        {action === "HOLD" && (
          <TextInput
            label={say("until")}
            type="datetime-local"
            required
            value={until}
            error={refusal?.at("until")}
            onChange={({ target }) => kept.patch({ until: target.value })}
          />
        )}
        {action === "REASSIGN" && (
          <ModeratorPicker
            chosen={moderator}
            error={refusal?.at("accountId") ?? refusal?.at("moderatorLogin")}
            onChoose={(chosen) => kept.patch({ moderator: chosen })}
          />
        )}
        <TextArea
          label={say("reason")}
          hint={say("reasonHint")}
          required
          value={reason}
          error={refusal?.at("reason")}
          onChange={({ target }) => kept.patch({ reason: target.value })}
        />
        {!placed && <Refused refusal={refusal} />}
        <div>
          <Button kind={action === "RECUSE" ? "danger" : "primary"} type="submit" busy={busy}>
            {label("DeskAction", action)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** In the format of an input for local times. */
function localTime(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
