import type { ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { ConfirmAct } from "../../design/confirm-act";
import { useText } from "../../text/language";
import { DeleteCannedTextDocument, type CannedTextShownFragment } from "./texts.generated";
import { textsText } from "./texts.text";

interface Props {
  text: CannedTextShownFragment;
  onDone: () => void;
  onClose: () => void;
}

export function RemoveText({ text, onDone, onClose }: Props): ReactNode {
  const say = useText(textsText);
  const { act, busy, refusal } = useAct(DeleteCannedTextDocument);
  return (
    <ConfirmAct
      title={say("removeSure", { name: text.name })}
      action={say("remove")}
      busy={busy}
      refusal={refusal}
      onConfirm={() => void act({ cannedTextId: text.id }).then((done) => done && onDone())}
      onClose={onClose}
    >
      <p>{say("removeHint")}</p>
    </ConfirmAct>
  );
}
