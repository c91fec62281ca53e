import { Landmark } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Icon } from "../design/icon";
import { later } from "../design/later";
import { useText } from "../text/language";
import { outsideText } from "./outside.text";

const Outside = later(() => import("./outside"));

/** Opens what a case can be taken to besides the platform. */
export function OutsideButton({ kind }: { kind: "plain" | "quiet" }): ReactNode {
  const say = useText(outsideText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)}>
        <Icon of={Landmark} size={16} />
        {say("title")}
      </Button>
      {open && (
        <Dialog title={say("title")} wide onClose={() => setOpen(false)}>
          <Outside />
        </Dialog>
      )}
    </>
  );
}
