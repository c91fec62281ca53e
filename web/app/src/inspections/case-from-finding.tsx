import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { later } from "../design/later";
import { useLabel } from "../text/labels";
import type { InspectionShownFragment, ObservationShownFragment } from "./inspections.generated";

const CaseForm = later(() => import("./case-form"));

/** Opens a case on the platform's own initiative from a finding, for the consumer of an affected order. */
export function CaseFromFinding({
  inspection,
  item,
}: {
  inspection: InspectionShownFragment;
  item: ObservationShownFragment;
}): ReactNode {
  const title = useLabel()("InspectionAction", "OPEN_CASE");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button onClick={() => setOpen(true)}>{title}</Button>
      </div>
      {isOpen && (
        <Dialog wide title={title} onClose={() => setOpen(false)}>
          <CaseForm providerId={inspection.provider.id} item={item} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}
