import type { ReactNode } from "react";
import type { ComplaintAction } from "../../api/schema.generated";
import { useKept } from "../../shell/use-kept";
import { useLabel } from "../../text/labels";
import type { PlacedAction } from "../action-places";
import { useCase } from "../case-context";
import { ACT_FORMS } from "./act-forms";
import { AskDialog } from "./ask-dialog";

interface Props {
  action: Exclude<ComplaintAction, PlacedAction>;
  onClose: () => void;
  onDone: () => void;
}

/** The form of one action, as its entry in the registry describes it. */
export default function ActDialog({ action, ...rest }: Props): ReactNode {
  const label = useLabel();
  // What was written in answer to an offer that has been withdrawn meanwhile goes on as an offer of one's own.
  const answer = useKept(`act ${useCase().complaint.id} COUNTER_OFFER`, "", null);
  const draft = action === "MAKE_OFFER" && answer.touched ? "COUNTER_OFFER" : action;
  return <AskDialog {...rest} title={label("ComplaintAction", action)} form={ACT_FORMS[action]} draft={draft} />;
}
