import type { ReactNode } from "react";
import { Link } from "react-router";
import type { AccountAction } from "../api/schema.generated";
import { may } from "../api/may";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { useViewer } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import type { AccountRowFragment } from "./accounts.generated";

const text = defineText("accountTable", {
  en: {
    name: "Name",
    login: "Login",
    roles: "Roles",
    members: "Acts for",
    status: "Status",
    created: "Opened",
    acts: "Actions",
    you: "you",
    resetFactors: "Remove second factors",
    resetAsked: "Removal of second factors asked for",
    proposed: "{{role}}: proposed",
  },
  zh: {
    name: "姓名",
    login: "登录名",
    roles: "角色",
    members: "所属服务商",
    status: "状态",
    created: "注册时间",
    acts: "操作",
    you: "您",
    resetFactors: "移除两步验证",
    resetAsked: "已请求移除两步验证",
    proposed: "{{role}}：待同意",
  },
});

export interface AccountAct {
  action: AccountAction | "RESET_FACTORS";
  account: AccountRowFragment;
}

const COLUMNS = ["name", "login", "roles", "members", "status", "created", "acts"] as const;

interface Props {
  title: string;
  accounts: readonly AccountRowFragment[];
  onAct: (act: AccountAct) => void;
}

export function AccountTable({ title, accounts, onAct }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const viewer = useViewer();
  // Auditors read the list.
  const keeps = accounts.some(({ availableActions }) => availableActions.length > 0);
  return (
    <DataTable
      label={title}
      heads={COLUMNS.filter((column) => keeps || column !== "acts").map((column) => say(column))}
    >
      {accounts.map((account) => {
        return (
          <tr key={account.id}>
            <th scope="row">
              {account.displayName} {account.id === viewer?.id && <Badge tone="info">{say("you")}</Badge>}
            </th>
            <td>
              <code>{account.login}</code>
            </td>
            <td>
              <span className="row">
                {(account.roles ?? []).map((role) => (
                  <Badge key={role}>{label("Role", role)}</Badge>
                ))}
                {(account.proposedRoles ?? []).map(({ id, role }) => (
                  <Badge key={id} tone="warn">
                    {say("proposed", { role: label("Role", role) })}
                  </Badge>
                ))}
              </span>
            </td>
            <td>
              {(account.memberships ?? []).map(({ id, role, provider }) => (
                <div key={id}>
                  <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>{" "}
                  <span className="muted small">{label("MemberRole", role)}</span>
                </div>
              ))}
            </td>
            <td>
              {account.status && (
                <Badge tone={account.status === "ACTIVE" ? "good" : "bad"}>
                  {label("AccountStatus", account.status)}
                </Badge>
              )}{" "}
              {account.secondFactorReset && <Badge tone="warn">{say("resetAsked")}</Badge>}
            </td>
            <td>{account.createdAt && <Time at={account.createdAt} />}</td>
            {keeps && (
              <td>
                <span className="row">
                  {account.availableActions.map(({ action }) => (
                    <Button
                      key={action}
                      kind={action === "SUSPEND" ? "danger" : "plain"}
                      aria-label={`${label("AccountAction", action)} · ${account.displayName}`}
                      onClick={() => onAct({ action, account })}
                    >
                      {label("AccountAction", action)}
                    </Button>
                  ))}
                  {may(account.secondFactorActions, "RESET") && (
                    <Button
                      aria-label={`${say("resetFactors")} · ${account.displayName}`}
                      onClick={() => onAct({ action: "RESET_FACTORS", account })}
                    >
                      {say("resetFactors")}
                    </Button>
                  )}
                </span>
              </td>
            )}
          </tr>
        );
      })}
    </DataTable>
  );
}
