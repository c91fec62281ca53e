import type { ReactNode } from "react";
import { present } from "../../api/use-read";
import { useAct } from "../../api/use-act";
import { ConfirmButton } from "../../design/confirm-button";
import { Page } from "../../design/page";
import { usePlace } from "../../design/pager";
import { Badge } from "../../design/badge";
import { Loaded } from "../../design/loaded";
import { Time } from "../../design/time";
import { useViewer } from "../../shell/viewer";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { Invitations } from "./invitations";
import { InviteMember } from "./invite-member";
import { BusinessMembersDocument, RemoveMemberDocument, type OwnMemberFragment } from "./members.generated";
import { Table } from "../table";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("businessMembers", {
  en: {
    title: "Members",
    list: "Who acts for the business",
    name: "Name",
    role: "Role",
    rights: "Rights now",
    since: "Since",
    act: "To do",
    none: "No one.",
    me: "you",
    remove: "Remove",
    leave: "Leave",
    removeTitle: "Remove {{name}}?",
    leaveTitle: "Leave this business?",
    removeHint: "From that moment on they can no longer see or do anything in the business.",
  },
  zh: {
    title: "成员",
    list: "店铺成员",
    name: "姓名",
    role: "身份",
    rights: "当前权限",
    since: "加入时间",
    act: "操作",
    none: "暂无成员。",
    me: "您",
    remove: "移除",
    leave: "退出",
    removeTitle: "移除 {{name}}？",
    leaveTitle: "退出这家店铺？",
    removeHint: "移除后立即失去查看和操作店铺的权限。",
  },
});

export { MembersPage as Component };

function MembersPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const after = usePlace();
  const read = present(useBusinessRead(BusinessMembersDocument, { id: provider.id, after }), "provider");
  return (
    <Page title={say("title")}>
      <Loaded {...read}>
        {({ provider: { members, invitations } }) => (
          <>
            <Table
              title={say("list")}
              heads={[say("name"), say("role"), say("rights"), say("since"), say("act")]}
              empty={say("none")}
              rows={members?.nodes ?? []}
              row={(member) => <MemberRow key={member.id} member={member} />}
            />
            {invitations && <Invitations {...invitations} />}
            {invitations && <InviteMember />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function MemberRow({ member: { role, rights, addedAt, account } }: { member: OwnMemberFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider } = useBusiness();
  const isMe = useViewer()?.id === account.id;
  const { act, busy, refusal } = useAct(RemoveMemberDocument);
  const action = say(isMe ? "leave" : "remove");

  return (
    <tr>
      <th scope="row">
        {account.displayName} {isMe && <Badge>{say("me")}</Badge>}
      </th>
      <td>{label("MemberRole", role)}</td>
      <td>{label("MemberRights", rights)}</td>
      <td>
        <Time at={addedAt} />
      </td>
      <td>
        <ConfirmButton
          kind="quiet"
          label={action}
          aria-label={`${action} · ${account.displayName}`}
          title={isMe ? say("leaveTitle") : say("removeTitle", { name: account.displayName })}
          busy={busy}
          refusal={refusal}
          onConfirm={() => act({ providerId: provider.id, accountId: account.id })}
        >
          <p>{say("removeHint")}</p>
        </ConfirmButton>
      </td>
    </tr>
  );
}
