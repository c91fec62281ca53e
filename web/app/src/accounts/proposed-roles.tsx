import { useId, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useNowAndThen } from "../api/use-now-and-then";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Steady } from "../design/steady";
import { Time } from "../design/time";
import { VerdictForm } from "../lead/verdict-form";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import {
  ApproveRoleGrantDocument,
  DeclineRoleGrantDocument,
  ProposedRolesDocument,
  type ProposedRoleFragment,
} from "./role-grants.generated";

const text = defineText("proposedRoles", {
  en: {
    title: "Roles that wait for a second person",
    none: "None.",
    for: "{{role}} for {{name}}",
    now: "Roles now",
    noRoles: "none",
    proposedBy: "Proposed by",
    reason: "Why",
    lapses: "Lapses",
  },
  zh: {
    title: "等待第二人同意的角色",
    none: "没有。",
    for: "授予 {{name}}：{{role}}",
    now: "现有角色",
    noRoles: "无",
    proposedBy: "提议人",
    reason: "理由",
    lapses: "失效时间",
  },
});

/** Roles that an administrator proposed and another person must decide on. */
export function ProposedRoles(): ReactNode {
  const say = useText(text);
  const id = useId();
  const read = useRead(ProposedRolesDocument, {});
  useNowAndThen(read.onAgain);
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      <Loaded {...read}>
        {({ roleGrants: { nodes } }) => (
          <Steady
            nodes={nodes}
            empty={<p className="muted">{say("none")}</p>}
            card={(grant) => <ProposedRole grant={grant} onDone={read.onAgain} />}
          />
        )}
      </Loaded>
    </section>
  );
}

function ProposedRole({ grant, onDone }: { grant: ProposedRoleFragment; onDone: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const approve = useAct(ApproveRoleGrantDocument);
  const decline = useAct(DeclineRoleGrantDocument);
  const whyNot = (action: "APPROVE" | "DECLINE"): string | undefined =>
    grant.availableActions.find((each) => each.action === action)?.unavailableBecause?.message;
  return (
    <>
      <h3>{say("for", { role: label("Role", grant.role), name: grant.account.displayName })}</h3>
      <dl className="facts">
        <dt>
          <code>{grant.login}</code> · {say("now")}
        </dt>
        <dd className="row">
          {grant.rolesNow.length === 0 && say("noRoles")}
          {grant.rolesNow.map((role) => (
            <Badge key={role}>{label("Role", role)}</Badge>
          ))}
        </dd>
        <dt>{say("proposedBy")}</dt>
        <dd>
          {grant.proposedBy.displayName} · <Time at={grant.proposedAt} />
        </dd>
        {grant.reason && (
          <>
            <dt>{say("reason")}</dt>
            <dd>{grant.reason}</dd>
          </>
        )}
        <dt>{say("lapses")}</dt>
        <dd>
          <Time at={grant.endsAt} />
        </dd>
      </dl>
      {grant.availableActions.length > 0 && (
        <VerdictForm
          id={grant.id}
          approve={{
            ...approve,
            act: (reason) => approve.act({ roleGrantId: grant.id, reason: reason || null }),
            why: whyNot("APPROVE"),
          }}
          decline={{
            ...decline,
            act: (reason) => decline.act({ roleGrantId: grant.id, reason }),
            why: whyNot("DECLINE"),
          }}
          onDone={onDone}
        />
      )}
    </>
  );
}
