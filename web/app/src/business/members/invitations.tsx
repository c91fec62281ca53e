import type { ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Pager } from "../../design/pager";
import { Refused } from "../../design/refused";
import { Time } from "../../design/time";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { WithdrawInvitationDocument, type BusinessMembersQuery, type OwnInvitationFragment } from "./members.generated";
import { Table } from "../table";

const text = defineText("businessInvitations", {
  en: {
    list: "Invitations",
    login: "Login",
    role: "Role",
    status: "Answer",
    made: "Invited",
    until: "Until",
    act: "To do",
    none: "No one has been invited.",
    withdraw: "Take back",
  },
  zh: {
    list: "邀请",
    login: "登录名",
    role: "身份",
    status: "答复",
    made: "邀请时间",
    until: "有效期至",
    act: "操作",
    none: "尚未邀请任何人。",
    withdraw: "撤回",
  },
});

type Props = NonNullable<NonNullable<BusinessMembersQuery["provider"]>["invitations"]>;

export function Invitations({ nodes, pageInfo }: Props): ReactNode {
  const say = useText(text);
  return (
    <Table
      title={say("list")}
      heads={[say("login"), say("role"), say("status"), say("made"), say("until"), say("act")]}
      empty={say("none")}
      rows={nodes}
      row={(invitation) => <InvitationRow key={invitation.id} invitation={invitation} />}
    >
      <Pager pageInfo={pageInfo} />
    </Table>
  );
}

function InvitationRow({
  invitation: { id, login, role, status, invitedAt, expiresAt },
}: {
  invitation: OwnInvitationFragment;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { act, busy, refusal } = useAct(WithdrawInvitationDocument);
  return (
    <tr>
      <th scope="row">{login}</th>
      <td>{label("MemberRole", role)}</td>
      <td>{label("InvitationStatus", status)}</td>
      <td>
        <Time at={invitedAt} />
      </td>
      <td>
        <Time at={expiresAt} />
      </td>
      <td>
        {status === "OPEN" && (
          <Button
            kind="quiet"
            busy={busy}
            aria-label={`${say("withdraw")} · ${login}`}
            onClick={() => void act({ invitationId: id })}
          >
            {say("withdraw")}
          </Button>
        )}
        <Refused refusal={refusal} />
      </td>
    </tr>
  );
}
