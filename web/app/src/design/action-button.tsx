import { useId, type ReactNode } from "react";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import { Button, type Kind } from "./button";

const text = defineText("actionButton", {
  en: { availableAt: "Possible from {{at}}." },
  zh: { availableAt: "{{at}} 起可用。" },
});

interface Props {
  label: string;
  kind?: Kind;
  because: { message: string; availableAt?: string | null } | null | undefined;
  busy?: boolean;
  onAct: () => void;
}

/** The obstacle is shown beside the button, which the keyboard still reaches. */
export function ActionButton({ label, kind = "primary", because, busy = false, onAct }: Props): ReactNode {
  const say = useText(text);
  const id = useId();
  return (
    <div className="row">
      <Button
        kind={because ? "plain" : kind}
        busy={busy}
        disabled={Boolean(because)}
        aria-describedby={because ? id : undefined}
        onClick={onAct}
      >
        {label}
      </Button>
      {because && (
        <span id={id} className="small muted">
          {because.message} {because.availableAt && say("availableAt", { at: formatTime(because.availableAt) })}
        </span>
      )}
    </div>
  );
}
