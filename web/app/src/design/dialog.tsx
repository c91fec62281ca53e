import { useEffect, useId, useRef, type ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { Button } from "./button";

const text = defineText("dialog", { en: { close: "Close" }, zh: { close: "关闭" } });

/** Open for as long as it is rendered. Escape and the button close it. */
export function Dialog({
  title,
  onClose,
  wide = false,
  children,
}: {
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}): ReactNode {
  const say = useText(text);
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-body">
        <div className="row spread">
          <h2 id={id}>{title}</h2>
          <Button kind="quiet" onClick={onClose}>
            {say("close")}
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
