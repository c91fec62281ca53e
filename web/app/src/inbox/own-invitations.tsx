import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { useChanges } from "../api/use-changes";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import {
  AcceptInvitationDocument,
  DeclineInvitationDocument,
  OwnInvitationsDocument,
  type InvitationToMeFragment,
} from "./own-invitations.generated";

const text = defineText("ownInvitations", {
  en: {
    title: "Invitations to you",
    by: "{{name}} invites you to act for this business as: {{role}}.",
    hint: "Nothing happens unless you accept. As a member you cannot order from it, review it or work for the platform.",
    until: "Open until",
    accept: "Accept",
    decline: "Decline",
    block: "Decline, and no more from this business",
  },
  zh: {
    title: "收到的邀请",
    by: "{{name}} 邀请您加入该店铺，身份：{{role}}。",
    hint: "您不接受，邀请就不产生任何效力。成为成员后，您不能向其下单、评价它，也不能担任平台工作人员。",
    until: "有效期至",
    accept: "接受",
    decline: "谢绝",
    block: "谢绝，且不再接收该店铺的邀请",
  },
});

/** `news` changes with each new notice; the list is then read again. */
export function OwnInvitations({ news }: { news: string | undefined }): ReactNode {
  const say = useText(text);
  const { data, onAgain } = useRead(OwnInvitationsDocument, {});
  useChanges(news, onAgain);
  const invitations = data?.viewer?.invitations ?? [];
  if (invitations.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby="own-invitations">
      <h2 id="own-invitations">{say("title")}</h2>
      <p className="muted small">{say("hint")}</p>
      <ul className="stack-tight">
        {invitations.map((invitation) => (
          <Invitation key={invitation.id} invitation={invitation} onAnswered={onAgain} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  invitation: InvitationToMeFragment;
  onAnswered: () => void;
}

function Invitation({ invitation: { id, role, expiresAt, provider, invitedBy }, onAnswered }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const navigate = useNavigate();
  const accept = useAct(AcceptInvitationDocument);
  const decline = useAct(DeclineInvitationDocument);
  const busy = accept.busy || decline.busy;

  async function join(): Promise<void> {
    if (await accept.act({ invitationId: id })) await navigate(`/business/${provider.id}`);
  }

  async function refuse(block: boolean): Promise<void> {
    if (await decline.act({ invitationId: id, block })) onAnswered();
  }

  return (
    <li className="card stack-tight">
      <strong>
        <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
      </strong>
      <p>{say("by", { name: invitedBy.displayName, role: label("MemberRole", role) })}</p>
      <p className="muted small">
        {say("until")} <Time at={expiresAt} />
      </p>
      <Refused refusal={accept.refusal ?? decline.refusal} />
      <div className="row">
        <Button kind="primary" busy={busy} onClick={() => void join()}>
          {say("accept")}
        </Button>
        <Button busy={busy} onClick={() => void refuse(false)}>
          {say("decline")}
        </Button>
        <Button kind="quiet" busy={busy} onClick={() => void refuse(true)}>
          {say("block")}
        </Button>
      </div>
    </li>
  );
}
