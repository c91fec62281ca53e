import { useId, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Avatar } from "../design/avatar";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { MyAccountDocument, type MyAccountFragment } from "./account.generated";
import styles from "./account.module.css";
import { MailSection, PhoneSection } from "./contact-section";
import { DataSection } from "./data-section";
import { DeletionSection } from "./deletion-section";
import { EventsSection } from "./events-section";
import { FactorsSection } from "./factors-section";
import { MembershipsSection } from "./memberships-section";
import { PasswordSection } from "./password-section";
import { NoticesSection } from "./notices-section";
import { ProfileSection } from "./profile-section";
import { SessionsSection } from "./sessions-section";
import { TellMeSection } from "./tell-me-section";

const text = defineText("account", {
  en: {
    title: "My account",
    since: "Since",
    you: "You",
    messages: "Messages",
    security: "Sign-in and security",
    data: "Your data and your account",
  },
  zh: {
    title: "我的账号",
    since: "注册于",
    you: "关于您",
    messages: "消息与提醒",
    security: "登录与安全",
    data: "数据与账号",
  },
});

type SectionOf = (props: { account: MyAccountFragment }) => ReactNode;

/** What belongs together stands in one frame; what is not of the account itself each section reads by itself. */
const GROUPS: Record<"you" | "messages" | "security" | "data", readonly SectionOf[]> = {
  you: [ProfileSection, MembershipsSection],
  messages: [MailSection, PhoneSection, TellMeSection, NoticesSection],
  security: [FactorsSection, PasswordSection, SessionsSection, EventsSection],
  data: [DataSection, DeletionSection],
};

export { AccountPage as Component };

function AccountPage(): ReactNode {
  const say = useText(text);
  const read = useRead(MyAccountDocument, {});
  return (
    <Page title={say("title")}>
      <Loaded {...read} data={read.data?.viewer}>
        {(account) => (
          <>
            <Who account={account} />
            {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((name) => (
              <Group key={name} title={say(name)}>
                {GROUPS[name].map((SectionOf) => (
                  <SectionOf key={SectionOf.name} account={account} />
                ))}
              </Group>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Who({ account }: { account: MyAccountFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { displayName, login, roles, createdAt } = account;
  return (
    <div className={`card ${styles.who}`}>
      <Avatar name={displayName} />
      <div className="stack-tight">
        <strong className="large">{displayName}</strong>
        <span className="row small muted">
          <span>{login}</span>
          {(roles ?? []).map((role) => (
            <Badge key={role}>{label("Role", role)}</Badge>
          ))}
          {createdAt && (
            <span>
              {say("since")} <Time at={createdAt} />
            </span>
          )}
        </span>
      </div>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={`stack-tight ${styles.named}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={`card ${styles.group}`}>{children}</div>
    </section>
  );
}
