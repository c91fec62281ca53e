import { useState, type FormEvent, type ReactNode } from "react";
import type { Role } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Checkbox } from "../design/field";
import { Refused } from "../design/signs";
import { defineText, useText } from "../text/language";
import { useLabel, valuesOf } from "../text/labels";
import { SetAccountRolesDocument } from "./accounts.generated";
import type { AccountAct } from "./account-table";

const text = defineText("rolesForm", {
  en: { legend: "All roles", hint: "They count from the person's next request on.", set: "Set the roles" },
  zh: { legend: "全部角色", hint: "自该用户下一次操作起生效。", set: "保存角色" },
});

export function RolesForm({ account, onDone }: AccountAct & { onDone: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [roles, setRoles] = useState<readonly Role[]>(account.roles ?? []);
  const { act, busy, refusal } = useAct(SetAccountRolesDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act({ accountId: account.id, roles: [...roles] })) onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <fieldset className="stack-tight">
        <legend>{say("legend")}</legend>
        {valuesOf("Role").map((role) => (
          <Checkbox
            key={role}
            label={label("Role", role)}
            checked={roles.includes(role)}
            onChange={({ target }) =>
              setRoles(target.checked ? [...roles, role] : roles.filter((other) => other !== role))
            }
          />
        ))}
      </fieldset>
      <p className="muted">{say("hint")}</p>
      <Refused refusal={refusal} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("set")}
        </Button>
      </div>
    </form>
  );
}
