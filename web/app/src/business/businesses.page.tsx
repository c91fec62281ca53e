import { useState, type ReactNode } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { Restrictions } from "../market/restrictions";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { MyBusinessesDocument, type MembershipShownFragment } from "./business.generated";
import { RegisterBusiness } from "./register-business";
import { PROVIDER_TONE } from "./tones";

const text = defineText("businesses", {
  en: {
    title: "My businesses",
    register: "Register a business",
    empty: "You act for no business yet",
    emptyHint: "Register yours, or ask its owner to add you as a member.",
    since: "Member since",
    defenceOnly: "Restricted: you can only answer cases and perform what is owed.",
  },
  zh: {
    title: "我的店铺",
    register: "登记新店铺",
    empty: "您还没有店铺",
    emptyHint: "您可以登记自己的店铺，或请店铺所有者将您添加为成员。",
    since: "加入时间",
    defenceOnly: "权限受限：目前只能答复投诉、履行义务。",
  },
});

export { BusinessesPage as Component };

function BusinessesPage(): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const [registering, setRegistering] = useState(false);
  const read = useRead(MyBusinessesDocument, {});
  const memberships = read.data?.viewer?.memberships ?? [];
  const [only] = memberships;
  if (only && memberships.length === 1 && !params.has("all") && !registering)
    return <Navigate to={`/business/${only.provider.id}`} replace />;
  return (
    <Page
      title={say("title")}
      actions={
        <Button kind="primary" onClick={() => setRegistering(true)}>
          {say("register")}
        </Button>
      }
    >
      <Loaded {...read}>
        {() =>
          memberships.length === 0 ? (
            <Empty title={say("empty")}>{say("emptyHint")}</Empty>
          ) : (
            <ul className="grid">
              {memberships.map((membership) => (
                <Membership key={membership.id} membership={membership} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {registering && <RegisterBusiness onClose={() => setRegistering(false)} />}
    </Page>
  );
}

function Membership({ membership }: { membership: MembershipShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider, role, rights, addedAt } = membership;
  return (
    <li className="card stack-tight">
      <h2>
        <Link to={`/business/${provider.id}`}>{provider.legalName}</Link>
      </h2>
      <div className="row">
        <Badge tone={PROVIDER_TONE[provider.status]}>{label("ProviderStatus", provider.status)}</Badge>
        <Badge>{label("MemberRole", role)}</Badge>
      </div>
      <Restrictions restrictions={provider.restrictions} detailed />
      {rights === "DEFENCE_ONLY" && <p className="small">{say("defenceOnly")}</p>}
      <p className="small muted">
        {say("since")} <Time at={addedAt} />
      </p>
    </li>
  );
}
