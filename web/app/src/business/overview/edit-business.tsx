import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { TextArea, TextInput } from "../../design/field";
import { Refused } from "../../design/refused";
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
  const [legalName, setLegalName] = useState(provider.pendingName ?? provider.legalName);
  const [description, setDescription] = useState(provider.description ?? "");

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ providerId: provider.id, legalName, description: description || null })) onClose();
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
          onChange={({ target }) => setLegalName(target.value)}
        />
        <TextArea
          label={say("description")}
          value={description}
          error={refusal?.at("description")}
          onChange={({ target }) => setDescription(target.value)}
        />
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
