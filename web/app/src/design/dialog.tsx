import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { Button } from "./button";

const text = defineText("dialog", { en: { close: "Close" }, zh: { close: "关闭" } });

/** Open for as long as it is rendered. Escape and the button close it; Ctrl or ⌘ and Enter send its form from any field, or confirm what it asks. */
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
  // Before it is taken out of the page, so that the focus returns to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    begin(dialog);
    return () => dialog?.close();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys that are pressed in its fields
    <dialog
      ref={ref}
      className="dialog"
      data-wide={wide || undefined}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
        // Not also the form of a dialog below.
        event.stopPropagation();
        const form = event.currentTarget.querySelector("form");
        if (form) form.requestSubmit();
        else event.currentTarget.querySelector<HTMLElement>("[data-confirms]")?.click();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-body">
        <div className="row spread">
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          <Button kind="quiet" onClick={onClose}>
            {say("close")}
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** At the first field; where nothing is asked at the title, so that Enter neither closes nor agrees. */
function begin(dialog: HTMLDialogElement | null): void {
  const first = dialog?.querySelector<HTMLElement>(":is(input, select, textarea):enabled");
  (first ?? dialog?.querySelector<HTMLElement>("h2"))?.focus();
}
