import type { FormEvent, ReactNode } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { TextArea, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { byItself } from "./by-itself";
import { RegisterBusinessDocument } from "./business.generated";

const text = defineText("registerBusiness", {
  en: {
    title: "Register a business",
    intro: "You become its owner. It can sell once its documents have been checked.",
    legalName: "Registered name",
    licenceNo: "Business licence number",
    licenceHint: "As on the licence. One business for each licence.",
    description: "About it",
    submit: "Register",
  },
  zh: {
    title: "登记新店铺",
    intro: "登记后您即为店铺所有者；提交资质并通过审核后，即可开始经营。",
    legalName: "店铺主体名称",
    licenceNo: "营业执照号码",
    licenceHint: "与营业执照一致。每张执照只能登记一家店铺。",
    description: "店铺介绍",
    submit: "登记",
  },
});

export function RegisterBusiness({ onClose }: { onClose: () => void }): ReactNode {
  const say = useText(text);
  const navigate = useNavigate();
  const { act, busy, refusal } = useAct(RegisterBusinessDocument);
  const kept = useKept("business", "", { legalName: "", licenceNo: "", description: "" });
  const typed = kept.value;
  const wire = (name: keyof typeof typed) => ({
    label: say(name),
    value: typed[name],
    error: refusal?.at(name),
    onChange: ({ target }: { target: { value: string } }) => kept.change({ ...typed, [name]: target.value }),
  });

  async function register(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ ...typed, description: typed.description || null });
    if (!done) return;
    kept.forget();
    await navigate(`/business/${done.registerProvider.provider.id}/vetting`);
  }

  return (
    <Dialog title={say("title")} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void register(event)}>
        <p>{say("intro")}</p>
        <TextInput {...wire("legalName")} required autoComplete="organization" />
        <TextInput {...wire("licenceNo")} required hint={say("licenceHint")} />
        <TextArea {...wire("description")} />
        <Refused refusal={byItself(refusal, ["legalName", "licenceNo", "description"])} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
