import type { FormEvent, ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { TextArea, TextInput } from "../../design/field";
import { Refused } from "../../design/refused";
import { Unsaved } from "../../shell/unsaved";
import { useKept } from "../../shell/use-kept";
import { defineText, useText } from "../../text/language";
import { byItself } from "../by-itself";
import { UpdateBusinessDocument } from "../business.generated";
import { useBusiness } from "../use-business";

const text = defineText("editBusiness", {
  en: {
    title: "Edit the profile",
    legalName: "Registered name",
    nameHint: "Another name is shown once your licence has been verified for it.",
    pending: "“{{name}}” waits for that. Until then “{{now}}” is shown.",
    description: "About the business",
    save: "Save",
  },
  zh: {
    title: "编辑店铺资料",
    legalName: "店铺主体名称",
    nameHint: "更改的名称须经营业执照核验后才会对外显示。",
    pending: "“{{name}}”等待核验，在此之前对外显示“{{now}}”。",
    description: "店铺介绍",
    save: "保存",
  },
});

export function EditBusiness({ onClose }: { onClose: () => void }): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(UpdateBusinessDocument);
  const now = { legalName: provider.pendingName ?? provider.legalName, description: provider.description ?? "" };
  const kept = useKept(`profile ${provider.id}`, JSON.stringify(now), now);
  const { legalName, description } = kept.value;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ providerId: provider.id, legalName, description: description || null }))) return;
    kept.forget();
    onClose();
  }

  return (
    <Dialog title={say("title")} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <TextInput
          label={say("legalName")}
          hint={
            provider.pendingName
              ? say("pending", { name: provider.pendingName, now: provider.legalName })
              : say("nameHint")
          }
          value={legalName}
          required
          error={refusal?.at("legalName")}
          onChange={({ target }) => kept.change({ legalName: target.value, description })}
        />
        <TextArea
          label={say("description")}
          value={description}
          error={refusal?.at("description")}
          onChange={({ target }) => kept.change({ legalName, description: target.value })}
        />
        <Unsaved kept={kept} />
        <Refused refusal={byItself(refusal, ["legalName", "description"])} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
