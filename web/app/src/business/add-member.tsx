import { useState, type FormEvent, type ReactNode } from "react";
import type { MemberRole } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Choices, TextInput } from "../design/field";
import { Refused } from "../design/signs";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { byItself } from "./by-itself";
import { AddMemberDocument } from "./members.generated";
import { useBusiness } from "./use-business";

const text = defineText("addMember", {
  en: {
    title: "Add a member",
    login: "Login",
    loginHint: "The person needs an account already.",
    role: "Role",
    OWNER: "also keeps the profile, members, deposit and documents",
    STAFF: "publishes listings and promises, answers orders and complaints",
    add: "Add",
  },
  zh: {
    title: "添加成员",
    login: "登录名",
    loginHint: "对方须已注册账号。",
    role: "身份",
    OWNER: "还可管理店铺资料、成员、保证金和资质",
    STAFF: "可发布商品与承诺，处理订单与投诉",
    add: "添加",
  },
});

export function AddMember(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(AddMemberDocument);
  const [login, setLogin] = useState("");
  const [role, setRole] = useState<MemberRole>("STAFF");

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ providerId: provider.id, login, role })) setLogin("");
  }

  return (
    <section className="card" aria-labelledby="add-member" style={{ maxWidth: "var(--measure)" }}>
      <form className="stack" onSubmit={(event) => void add(event)}>
        <h2 id="add-member">{say("title")}</h2>
        <TextInput
          label={say("login")}
          hint={say("loginHint")}
          value={login}
          required
          autoComplete="off"
          error={refusal?.at("login")}
          onChange={({ target }) => setLogin(target.value)}
        />
        <Choices
          legend={say("role")}
          name="role"
          value={role}
          onChoose={(chosen) => setRole(chosen as MemberRole)}
          options={valuesOf("MemberRole").map((value) => ({
            value,
            label: label("MemberRole", value),
            hint: say(value),
          }))}
        />
        <Refused refusal={byItself(refusal, ["login"])} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("add")}
          </Button>
        </div>
      </form>
    </section>
  );
}
