import type { FormEvent, ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Checkbox, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useLabel, valuesOf } from "../text/labels";
import { SetAccountRolesDocument } from "./accounts.generated";
import type { AccountAct } from "./account-table";

const text = defineText("rolesForm", {
  en: {
    legend: "All roles",
    hint: "They take effect with the person's next request. Roles that decide or audit wait for a second person; roles left out are removed at once.",
    reason: "Why",
    reasonHint: "For the second person. May be left out.",
    set: "Set the roles",
  },
  zh: {
    legend: "全部角色",
    hint: "自该账号下一次操作起生效。处理决定类和审计类角色须由第二人同意；未勾选的角色立即收回。",
    reason: "理由",
    reasonHint: "供第二人参考，可不填。",
    set: "保存角色",
  },
});

export function RolesForm({ account, onDone }: AccountAct & { onDone: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const now = [...(account.roles ?? []), ...(account.proposedRoles ?? []).map(({ role }) => role)];
  const kept = useKept(`roles of ${account.id}`, now.toSorted().join(), { roles: now, reason: "" });
  const { roles, reason } = kept.value;
  const { act, busy, refusal } = useAct(SetAccountRolesDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ accountId: account.id, roles, reason: reason || null }))) return;
    kept.forget();
    onDone();
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
              kept.change({
                roles: target.checked ? [...roles, role] : roles.filter((other) => other !== role),
                reason,
              })
            }
          />
        ))}
      </fieldset>
      <p className="muted">{say("hint")}</p>
      <TextInput
        label={say("reason")}
        hint={say("reasonHint")}
        value={reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => kept.change({ roles, reason: target.value })}
      />
      <Unsaved kept={kept} />
      <Refused refusal={refusal} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("set")}
        </Button>
      </div>
    </form>
  );
}
