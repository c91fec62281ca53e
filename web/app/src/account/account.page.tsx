import { useState, type FormEvent, type ReactNode } from "react";
import { Link } from "react-router";
import type { Locale } from "../api/schema.generated";
import { session } from "../api/redress";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { ConfirmAct } from "../design/confirm-act";
import { Select, TextInput } from "../design/field";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, setLanguage, useText } from "../text/language";
import { Factors } from "./factors";
import {
  MyAccountDocument,
  SignOutEverywhereDocument,
  UpdateAccountDocument,
  type MyAccountFragment,
} from "./account.generated";
import { EventsSection } from "./events-section";
import { PasswordSection } from "./password-section";
import { Section } from "./section";
import { SessionsSection } from "./sessions-section";
import { TellMeSection } from "./tell-me-section";

const text = defineText("account", {
  en: {
    title: "My account",
    displayName: "Name",
    displayNameHint: "Shown to the other side of a case and to the platform.",
    locale: "Language",
    localeHint: "Of these pages, and of what the platform writes to you.",
    timeZone: "Time zone",
    timeZoneHint: "Times in messages are told by this clock.",
    save: "Save",
    saved: "Saved.",
    login: "Login",
    since: "Since",
    roles: "Roles",
    memberships: "Companies you act for",
    none: "You act for no company.",
    end: "Sign out everywhere",
    endHint: "Ends your sessions on every device and in every tab, this one too. Use it when a device is lost.",
    back: "Stay signed in",
  },
  zh: {
    title: "我的账号",
    displayName: "名字",
    displayNameHint: "案件的对方和平台看到的名字。",
    locale: "语言",
    localeHint: "页面以及平台发给您的消息所用的语言。",
    timeZone: "时区",
    timeZoneHint: "消息中的时间按此时区显示。",
    save: "保存",
    saved: "已保存。",
    login: "登录名",
    since: "注册时间",
    roles: "身份",
    memberships: "所属店铺",
    none: "您没有加入任何店铺。",
    end: "在所有设备上退出",
    endHint: "结束您在所有设备和标签页上的登录，包括这里。设备丢失时请使用。",
    back: "保持登录",
  },
});

/** The settings that keep the account safe; each is read separately. */
const SECTIONS = [TellMeSection, PasswordSection, SessionsSection, EventsSection];

const TIME_ZONES = Intl.supportedValuesOf("timeZone");

export { AccountPage as Component };

function AccountPage(): ReactNode {
  const say = useText(text);
  const read = useRead(MyAccountDocument, {});
  return (
    <Page title={say("title")} actions={<EndSessions />}>
      <Loaded {...read} data={read.data?.viewer}>
        {(account) => (
          <>
            <div className="beside">
              <AccountForm account={account} />
              <AccountFacts account={account} />
            </div>
            <Factors account={account} />
            <Memberships account={account} />
            {SECTIONS.map((SectionOf) => (
              <SectionOf key={SectionOf.name} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function AccountForm({ account }: { account: MyAccountFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [displayName, setDisplayName] = useState(account.displayName);
  const [locale, setLocale] = useState<Locale>(account.locale ?? "EN");
  const [timeZone, setTimeZone] = useState(account.timeZone ?? TIME_ZONES[0] ?? "");
  const [saved, setSaved] = useState(false);
  const { act, busy, refusal } = useAct(UpdateAccountDocument);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSaved(false);
    const done = await act({ displayName, locale, timeZone });
    if (!done) return;
    setSaved(true);
    setLanguage(locale === "EN" ? "en" : "zh-CN");
  }

  return (
    <form className="card stack" onSubmit={(event) => void save(event)}>
      <TextInput
        label={say("displayName")}
        hint={say("displayNameHint")}
        autoComplete="name"
        required
        value={displayName}
        error={refusal?.at("displayName")}
        onChange={({ target }) => setDisplayName(target.value)}
      />
      <Select
        label={say("locale")}
        hint={say("localeHint")}
        options={valuesOf("Locale").map((value) => ({ value, label: label("Locale", value) }))}
        value={locale}
        onChange={({ target }) => setLocale(target.value as Locale)}
      />
      <Select
        label={say("timeZone")}
        hint={say("timeZoneHint")}
        options={[...new Set([timeZone, ...TIME_ZONES])].map((value) => ({ value, label: value }))}
        value={timeZone}
        onChange={({ target }) => setTimeZone(target.value)}
      />
      <Refused refusal={refusal?.at("displayName") ? null : refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {say("save")}
        </Button>
        <span role="status">{saved && say("saved")}</span>
      </div>
    </form>
  );
}

function AccountFacts({ account }: { account: MyAccountFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <dl className="card facts">
      <dt>{say("login")}</dt>
      <dd>{account.login}</dd>
      <dt>{say("roles")}</dt>
      <dd className="row">
        {(account.roles ?? []).map((role) => (
          <Badge key={role}>{label("Role", role)}</Badge>
        ))}
      </dd>
      {account.createdAt && (
        <>
          <dt>{say("since")}</dt>
          <dd>
            <Time at={account.createdAt} />
          </dd>
        </>
      )}
    </dl>
  );
}

function Memberships({ account }: { account: MyAccountFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const memberships = account.memberships ?? [];
  return (
    <Section title={say("memberships")}>
      {memberships.length === 0 && <p className="muted">{say("none")}</p>}
      <ul className="stack-tight" role="list">
        {memberships.map(({ id, role, rights, addedAt, provider }) => (
          <li key={id} className="card row spread">
            <span className="row">
              <Link to={`/business/${provider.id}`}>{provider.legalName}</Link>
              <Badge tone="info">{label("MemberRole", role)}</Badge>
              {rights !== "FULL" && <Badge tone="warn">{label("MemberRights", rights)}</Badge>}
            </span>
            <span className="small muted">
              {say("since")} <Time at={addedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function EndSessions(): ReactNode {
  const say = useText(text);
  const [asking, setAsking] = useState(false);
  const { act, busy, refusal } = useAct(SignOutEverywhereDocument);
  const end = async (): Promise<void> => {
    if (await act({})) await session.signOut();
  };
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {say("end")}
      </Button>
      {asking && (
        <ConfirmAct
          title={say("end")}
          action={say("end")}
          busy={busy}
          refusal={refusal}
          back={say("back")}
          onConfirm={() => void end()}
          onClose={() => setAsking(false)}
        >
          <p>{say("endHint")}</p>
        </ConfirmAct>
      )}
    </>
  );
}
