import { useId, useState, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Refused } from "../design/signs";
import { formatTime } from "../text/format";
import { useLanguage } from "../text/language";
import { useLabel } from "../text/labels";
import { Approve } from "./approve";
import { Reject } from "./reject";
import { RequestChanges } from "./request-changes";
import {
  ReleaseProviderApplicationDocument,
  TakeProviderApplicationDocument,
  type ApplicationShownFragment,
} from "./vetting.generated";

type Available = ApplicationShownFragment["availableActions"][number];
type Action = Available["action"];

/** Those that need words; a check stands beside its button. */
const DIALOGS = { REQUEST_CHANGES: RequestChanges, APPROVE: Approve, REJECT: Reject } as const;
const isDialog = (action: Action): action is keyof typeof DIALOGS => action in DIALOGS;
/** What an inspector does with the application as a whole; the rest is the provider's, on its own pages. */
const SHOWN: readonly Action[] = ["TAKE", "APPROVE", "REQUEST_CHANGES", "REJECT", "RELEASE"];

export function ApplicationActions({ application }: { application: ApplicationShownFragment }): ReactNode {
  const label = useLabel();
  const [open, setOpen] = useState<keyof typeof DIALOGS | null>(null);
  const take = useAct(TakeProviderApplicationDocument);
  const release = useAct(ReleaseProviderApplicationDocument);
  const input = { applicationId: application.id };
  const Content = open && DIALOGS[open];
  const start = (action: Action): void => {
    if (isDialog(action)) setOpen(action);
    else if (action === "TAKE") void take.act(input);
    else if (action === "RELEASE") void release.act(input);
  };
  const available = SHOWN.flatMap((action) => application.availableActions.filter((one) => one.action === action));
  return (
    <>
      <div className="row">
        {available.map((one) => (
          <ActionButton
            key={one.action}
            available={one}
            busy={take.busy || release.busy}
            onStart={() => start(one.action)}
          />
        ))}
      </div>
      <Refused refusal={take.refusal ?? release.refusal} />
      {Content && open && (
        <Dialog title={label("VettingAction", open)} onClose={() => setOpen(null)}>
          <Content application={application} onDone={() => setOpen(null)} />
        </Dialog>
      )}
    </>
  );
}

function ActionButton({
  available: { action, unavailableBecause },
  busy,
  onStart,
}: {
  available: Available;
  busy: boolean;
  onStart: () => void;
}): ReactNode {
  useLanguage();
  const label = useLabel()("VettingAction", action);
  const id = useId();
  if (!unavailableBecause)
    return (
      <Button kind={action === "TAKE" || action === "APPROVE" ? "primary" : "plain"} busy={busy} onClick={onStart}>
        {label}
      </Button>
    );
  return (
    <span className="row">
      {/* Not `disabled`: the keyboard comes to it, and it is read out why. */}
      <Button aria-disabled="true" aria-describedby={id}>
        {label}
      </Button>
      <span id={id} className="small muted">
        {unavailableBecause.message} {unavailableBecause.availableAt && formatTime(unavailableBecause.availableAt)}
      </span>
    </span>
  );
}
