import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { later } from "../design/later";
import { useLabel } from "../text/labels";
import type { InspectionShownFragment, ObservationShownFragment } from "./inspections.generated";

const CaseForm = later(() => import("./case-form"));

/** What was found to be broken becomes a case of the platform's own, for the consumer of an order that is affected. */
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
