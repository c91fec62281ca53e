import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { Section } from "./section";
import { ChangePasswordDocument } from "./security.generated";

const text = defineText("password", {
  en: {
    title: "Password",
    current: "Current password",
    next: "New password",
    nextHint: "At least 10 characters; a few unrelated words are good.",
    change: "Change the password",
    changed: "Changed. All other devices have been signed out.",
  },
  zh: {
    title: "密码",
    current: "当前密码",
    next: "新密码",
    nextHint: "至少 10 个字符，可以用几个互不相关的词。",
    change: "修改密码",
    changed: "密码已修改，其他设备均已退出登录。",
  },
});

export function PasswordSection(): ReactNode {
  const say = useText(text);
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const [changed, setChanged] = useState(false);
  const { act, busy, refusal } = useAct(ChangePasswordDocument);

  async function change(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChanged(false);
    if (!(await act({ currentPassword, newPassword }))) return;
    setChanged(true);
    setCurrent("");
    setNew("");
  }

  const unplaced = refusal && !["currentPassword", "newPassword"].some((field) => refusal.at(field)) ? refusal : null;
  return (
    <Section title={say("title")}>
      <form className="stack narrow" onSubmit={(event) => void change(event)}>
        <TextInput
          label={say("current")}
          type="password"
          autoComplete="current-password"
          required
          value={currentPassword}
          error={refusal?.at("currentPassword")}
          onChange={({ target }) => setCurrent(target.value)}
        />
        <TextInput
          label={say("next")}
          hint={say("nextHint")}
          type="password"
          autoComplete="new-password"
          required
          value={newPassword}
          error={refusal?.at("newPassword")}
          onChange={({ target }) => setNew(target.value)}
        />
        <Refused refusal={unplaced} />
        <div className="row">
          <Button kind="primary" type="submit" busy={busy}>
            {say("change")}
          </Button>
          <span role="status">{changed && say("changed")}</span>
        </div>
      </form>
    </Section>
  );
}
