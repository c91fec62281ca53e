import type { ReactNode } from "react";
import type { ComplaintAction } from "../../api/schema.generated";
import { useLabel } from "../../text/labels";
import type { PlacedAction } from "../action-places";
import { ACT_FORMS } from "./act-forms";
import { AskDialog } from "./ask-dialog";

interface Props {
  action: Exclude<ComplaintAction, PlacedAction>;
  onClose: () => void;
  onDone: () => void;
}

/** What was written in answer to an offer that has been withdrawn meanwhile is an offer of one's own, and the other way round. */
const DRAFTS: Partial<Record<ComplaintAction, string>> = { COUNTER_OFFER: "MAKE_OFFER" };

/** The form of one action, as its entry in the registry describes it. */
export default function ActDialog({ action, ...rest }: Props): ReactNode {
  const label = useLabel();
  const draft = DRAFTS[action] ?? action;
  return <AskDialog {...rest} title={label("ComplaintAction", action)} form={ACT_FORMS[action]} draft={draft} />;
}
