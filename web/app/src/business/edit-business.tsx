import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { TextArea, TextInput } from "../design/field";
import { Refused } from "../design/signs";
import { defineText, useText } from "../text/language";
import { byItself } from "./by-itself";
import { UpdateBusinessDocument } from "./business.generated";
import { useBusiness } from "./use-business";

const text = defineText("editBusiness", {
  en: {
    title: "Edit the profile",
    legalName: "Registered name",
    nameHint: "Another name may mean that documents are checked again.",
    description: "About the business",
    save: "Save",
  },
  zh: {
    title: "编辑店铺资料",
    legalName: "店铺主体名称",
    nameHint: "更改名称后，可能需要重新核验资质。",
    description: "店铺介绍",
    save: "保存",
  },
});

export function EditBusiness({ onClose }: { onClose: () => void }): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(UpdateBusinessDocument);
  const [legalName, setLegalName] = useState(provider.legalName);
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
          hint={say("nameHint")}
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
