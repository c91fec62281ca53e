import { useState, type ReactNode } from "react";
import type { InspectionAction } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { may } from "../api/may";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import { HearProvider } from "./hear-provider";
import { CloseInspection } from "./close-inspection";
import {
  AssignInspectionDocument,
  TakeInspectionDocument,
  type InspectionShownFragment,
} from "./inspections.generated";

const text = defineText("inspectionActions", {
  en: {
    login: "Login of an inspector or lead moderator",
    assign: "Assign",
    giveBack: "Return to the queue",
  },
  zh: {
    login: "巡查员或纠纷处理主管的登录名",
    assign: "分派",
    giveBack: "放回待领取",
  },
});

/** The available actions on the inspection as a whole; those on one question are next to it. */
export function InspectionActions({ inspection }: { inspection: InspectionShownFragment }): ReactNode {
  const label = useLabel();
  const [open, setOpen] = useState<"ASSIGN" | "HEAR" | "CLOSE" | null>(null);
  const take = useAct(TakeInspectionDocument);
  const has = (action: InspectionAction): boolean => may(inspection.availableActions, action);
  const done = (): void => setOpen(null);
  return (
    <>
      <div className="row">
        {has("TAKE") && (
          <Button kind="primary" busy={take.busy} onClick={() => void take.act({ inspectionId: inspection.id })}>
            {label("InspectionAction", "TAKE")}
          </Button>
        )}
        {(["ASSIGN", "HEAR", "CLOSE"] as const).filter(has).map((action) => (
          <Button key={action} onClick={() => setOpen(action)}>
            {label("InspectionAction", action)}
          </Button>
        ))}
      </div>
      <Refused refusal={take.refusal} />
      {open && (
        <Dialog title={label("InspectionAction", open)} onClose={done}>
          {open === "ASSIGN" && <Assign inspectionId={inspection.id} onDone={done} />}
          {open === "HEAR" && <HearProvider inspectionId={inspection.id} onDone={done} />}
          {open === "CLOSE" && <CloseInspection inspectionId={inspection.id} onDone={done} />}
        </Dialog>
      )}
    </>
  );
}

function Assign({ inspectionId, onDone }: { inspectionId: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { value: login, change: setLogin, forget } = useKept(`inspector of ${inspectionId}`, "", "");
  const { act, busy, refusal } = useAct(AssignInspectionDocument);
  const assign = async (inspectorLogin: string | null): Promise<void> => {
    if (!(await act({ inspectionId, inspectorLogin }))) return;
    forget();
    onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void assign(login);
      }}
    >
      <TextInput
        required
        label={say("login")}
        value={login}
        error={refusal?.at("inspectorLogin")}
        onChange={({ target }) => setLogin(target.value)}
      />
      {!refusal?.at("inspectorLogin") && <Refused refusal={refusal} />}
      <div className="row">
        <Button type="submit" kind="primary" busy={busy}>
          {say("assign")}
        </Button>
        <Button busy={busy} onClick={() => void assign(null)}>
          {say("giveBack")}
        </Button>
      </div>
    </form>
  );
}
