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

/** The form of one action, as its entry in the registry describes it. */
export default function ActDialog({ action, ...rest }: Props): ReactNode {
  const label = useLabel();
  return <AskDialog {...rest} title={label("ComplaintAction", action)} form={ACT_FORMS[action]} draft={action} />;
}
