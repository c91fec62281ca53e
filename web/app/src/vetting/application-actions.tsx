import { useState, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { ActionButton } from "../design/action-button";
import { Dialog } from "../design/dialog";
import { Refused } from "../design/refused";
import { useLabel } from "../text/room-labels";
import { Approve } from "./approve";
import { Reject } from "./reject";
import { RequestChanges } from "./request-changes";
import {
  ReleaseProviderApplicationDocument,
  TakeProviderApplicationDocument,
  type ApplicationShownFragment,
} from "./vetting.generated";

type Action = ApplicationShownFragment["availableActions"][number]["action"];

/** Actions that require a text; a check is shown beside its button. */
const DIALOGS = { REQUEST_CHANGES: RequestChanges, APPROVE: Approve, REJECT: Reject } as const;
const isDialog = (action: Action): action is keyof typeof DIALOGS => action in DIALOGS;
/** An inspector's actions on the application as a whole; the other actions are on the provider's pages. */
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
        {available.map(({ action, unavailableBecause }) => (
          <ActionButton
            key={action}
            label={label("VettingAction", action)}
            kind={action === "TAKE" || action === "APPROVE" ? "primary" : "plain"}
            because={unavailableBecause}
            busy={take.busy || release.busy}
            onAct={() => start(action)}
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
