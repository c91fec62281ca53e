import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { later } from "../design/later";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import type { InspectionShownFragment, ObservationShownFragment } from "./inspections.generated";

const text = defineText("caseFromFinding", {
  en: { platform: "Open a case of the platform's own" },
  zh: { platform: "以平台名义立案" },
});

const CaseForm = later(() => import("./case-form"));
const PlatformCaseForm = later(() => import("./platform-case-form"));

/** Opens a case from a finding: for the consumer of an affected order, or, where no one's is, for the platform itself. */
export function CaseFromFinding({
  inspection,
  item,
}: {
  inspection: InspectionShownFragment;
  item: ObservationShownFragment;
}): ReactNode {
  const say = useText(text);
  const forConsumer = useLabel()("InspectionAction", "OPEN_CASE");
  const [open, setOpen] = useState<"CONSUMER" | "PLATFORM" | null>(null);
  const Form = open === "PLATFORM" ? PlatformCaseForm : CaseForm;
  return (
    <>
      <div className="row">
        <Button onClick={() => setOpen("CONSUMER")}>{forConsumer}</Button>
        <Button onClick={() => setOpen("PLATFORM")}>{say("platform")}</Button>
      </div>
      {open && (
        <Dialog wide title={open === "PLATFORM" ? say("platform") : forConsumer} onClose={() => setOpen(null)}>
          <Form providerId={inspection.provider.id} item={item} onDone={() => setOpen(null)} />
        </Dialog>
      )}
    </>
  );
}
