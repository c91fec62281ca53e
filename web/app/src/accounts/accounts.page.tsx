import { useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { CommittedInput } from "../design/committed-input";
import { Dialog } from "../design/dialog";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Loaded } from "../design/loaded";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { AccountsDocument } from "./accounts.generated";
import { AccountTable, type AccountAct } from "./account-table";
import { LockForm } from "./lock-form";
import { ResetFactorsForm } from "./reset-factors-form";
import { ProposedRoles } from "./proposed-roles";
import { RolesForm } from "./roles-form";

const text = defineText("accounts", {
  en: {
    title: "Accounts",
    text: "Name or login",
    apiClients: "The platform's API clients",
    SET_ROLES: "Roles of {{name}}",
    SUSPEND: "Suspend {{name}}",
    REINSTATE: "Reinstate {{name}}",
    RESET_FACTORS: "Remove the second factors of {{name}}",
  },
  zh: {
    title: "账号",
    text: "姓名或账号",
    apiClients: "平台的 API 客户端",
    SET_ROLES: "{{name}} 的角色",
    SUSPEND: "停用 {{name}}",
    REINSTATE: "恢复 {{name}}",
    RESET_FACTORS: "移除 {{name}} 的两步验证",
  },
});

const FORMS = {
  SET_ROLES: RolesForm,
  SUSPEND: LockForm,
  REINSTATE: LockForm,
  RESET_FACTORS: ResetFactorsForm,
} as const;

export { AccountsPage as Component };

function AccountsPage(): ReactNode {
  const say = useText(text);
  const listed = useIsOpen("accounts");
  return (
    <Page dense title={say("title")}>
      {listed && <Link to="/api-clients">{say("apiClients")}</Link>}
      <ProposedRoles />
      {listed && <AccountList />}
    </Page>
  );
}

function AccountList(): ReactNode {
  const say = useText(text);
  const after = usePlace();
  const [params, setParams] = useSearchParams();
  const words = params.get("text") ?? "";
  const accounts = useRead(AccountsDocument, { after, filter: words ? { text: words } : null });
  const [open, setOpen] = useState<AccountAct | null>(null);
  const Form = open && FORMS[open.action];
  return (
    <>
      <div className="slim">
        <CommittedInput
          label={say("text")}
          labelHidden
          placeholder={say("text")}
          type="search"
          value={words}
          onCommit={(value) => setParams(value ? { text: value } : {})}
        />
      </div>
      <Loaded {...accounts}>
        {({ accounts: { nodes, pageInfo } }) => (
          <>
            <AccountTable title={say("title")} accounts={nodes} onAct={setOpen} />
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
      {open && Form && (
        <Dialog title={say(open.action, { name: open.account.displayName })} onClose={() => setOpen(null)}>
          <Form {...open} onDone={() => setOpen(null)} />
        </Dialog>
      )}
    </>
  );
}
