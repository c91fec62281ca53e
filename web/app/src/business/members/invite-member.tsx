import { type FormEvent, type ReactNode } from "react";
import type { MemberRole } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Choices, TextInput } from "../../design/field";
import { Refused } from "../../design/refused";
import { useLabel, valuesOf } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { useKept } from "../../shell/use-kept";
import { byItself } from "../by-itself";
import { InviteMemberDocument } from "./members.generated";
import { useBusiness } from "../use-business";

const text = defineText("inviteMember", {
  en: {
    title: "Invite a member",
    login: "Login",
    loginHint:
      "The person with this login is notified in their inbox and decides. You are not told whether the login exists.",
    role: "Role",
    OWNER: "also keeps the profile, members, deposit and documents",
    STAFF: "publishes listings and promises, answers orders and complaints",
    invite: "Invite",
  },
  zh: {
    title: "邀请成员",
    login: "登录名",
    loginHint: "使用该登录名的人会在消息中收到邀请，由其决定是否接受。系统不会告知该登录名是否存在。",
    role: "身份",
    OWNER: "还可管理店铺资料、成员、保证金和资质",
    STAFF: "可发布商品与承诺，处理订单与投诉",
    invite: "邀请",
  },
});

export function InviteMember(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(InviteMemberDocument);
  const kept = useKept<{ login: string; role: MemberRole }>(`invitation by ${provider.id}`, "", {
    login: "",
    role: "STAFF",
  });
  const { login, role } = kept.value;

  async function invite(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ providerId: provider.id, login, role })) kept.forget();
  }

  return (
    <section className="card measure" aria-labelledby="invite-member">
      <form className="stack" onSubmit={(event) => void invite(event)}>
        <h2 id="invite-member">{say("title")}</h2>
        <TextInput
          label={say("login")}
          hint={say("loginHint")}
          value={login}
          required
          autoComplete="off"
          error={refusal?.at("login")}
          onChange={({ target }) => kept.change({ login: target.value, role })}
        />
        <Choices
          legend={say("role")}
          name="role"
          value={role}
          onChoose={(chosen) => kept.change({ login, role: chosen as MemberRole })}
          options={valuesOf("MemberRole").map((value) => ({
            value,
            label: label("MemberRole", value),
            hint: say(value),
          }))}
        />
        <Refused refusal={byItself(refusal, ["login"])} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("invite")}
          </Button>
        </div>
      </form>
    </section>
  );
}
