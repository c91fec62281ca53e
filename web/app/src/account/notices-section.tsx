import type { ReactNode } from "react";
import type { ContactKind, NoticeKind } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Select } from "../design/field";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { colon } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import {
  MyPreferencesReadDocument,
  SetNoticePreferencesDocument,
  UnregisterDeviceDocument,
  type MyPreferencesFragment,
} from "./notices.generated";
import { Section } from "./section";

const text = defineText("notices", {
  en: {
    title: "What you are told, and how",
    what: "Your inbox shows everything in any case. Deadlines can cost you rights: of a verified address and number one at least is told of them.",
    ways: "Kinds of news, and the ways by which they come",
    about: "About",
    DEADLINE: "Deadlines",
    MONEY: "Money",
    CASE: "Other news in cases",
    OTHER: "Everything else",
    fixed: "The last way by which you are told of deadlines: it cannot be switched off.",
    quiet: "At night nothing rings: no text message, no app, no browser.",
    from: "From",
    until: "Until",
    usual: "Hours as for everybody",
    devices: "Apps that are told",
    since: "registered",
    forget: "Do not tell it",
  },
  zh: {
    title: "通知内容与方式",
    what: "收件箱始终显示全部消息。错过期限可能使您丧失权利，因此已验证的邮箱和手机号中至少有一个会收到与期限有关的消息。",
    ways: "各类消息的通知方式",
    about: "内容",
    DEADLINE: "期限",
    MONEY: "款项",
    CASE: "案件的其他进展",
    OTHER: "其他",
    fixed: "这是通知您期限的最后一种方式，不能关闭。",
    quiet: "夜间不打扰：不发短信，应用和浏览器不提醒。",
    from: "开始",
    until: "结束",
    usual: "恢复平台默认时段",
    devices: "接收提醒的应用",
    since: "注册于",
    forget: "不再提醒",
  },
});

type Preferences = NonNullable<MyPreferencesFragment["noticePreferences"]>;

const KINDS: readonly NoticeKind[] = ["DEADLINE", "MONEY", "CASE", "OTHER"];
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }));

/** By what one is told of which notices, and when not; only of what this platform can do. */
export function NoticesSection(): ReactNode {
  const say = useText(text);
  const read = useRead(MyPreferencesReadDocument, {});
  return (
    <Section title={say("title")}>
      <Loaded {...read} lines={4}>
        {({ mailing, webPush, viewer }) => {
          const offered: Record<ContactKind, boolean> = {
            ...{ EMAIL: mailing.email, SMS: mailing.sms, APP_PUSH: mailing.appPush },
            WEB_PUSH: webPush.publicKey !== null,
          };
          const channels = (Object.keys(offered) as ContactKind[]).filter((channel) => offered[channel]);
          return (
            <>
              <p className="muted">{say("what")}</p>
              {viewer?.noticePreferences && channels.length > 0 && (
                <Choices preferences={viewer.noticePreferences} channels={channels} />
              )}
              <Devices devices={viewer?.devices ?? []} />
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Choices({
  preferences: { choices, quietHours },
  channels,
}: {
  preferences: Preferences;
  channels: readonly ContactKind[];
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { act, busy, refusal } = useAct(SetNoticePreferencesDocument);
  const fixed = choices.some((each) => each.fixed && channels.includes(each.channel));
  const hour = (which: "from" | "until"): ReactNode => (
    <Select
      label={say(which)}
      options={HOURS}
      value={String(quietHours[which])}
      onChange={({ target }) =>
        void act({ quietHours: { from: quietHours.from, until: quietHours.until, [which]: Number(target.value) } })
      }
    />
  );
  return (
    <>
      <DataTable
        label={say("ways")}
        matrix
        heads={[say("about"), ...channels.map((channel) => label("ContactKind", channel))]}
      >
        {KINDS.map((kind) => (
          <tr key={kind}>
            <th scope="row">{say(kind)}</th>
            {channels.map((channel) => {
              const choice = choices.find((each) => each.kind === kind && each.channel === channel);
              return (
                <td key={channel}>
                  <input
                    type="checkbox"
                    aria-label={`${say(kind)}${colon()}${label("ContactKind", channel)}`}
                    checked={choice?.wanted ?? false}
                    // While it is busy, too, the focus stays here.
                    disabled={choice?.fixed}
                    onChange={({ target }) =>
                      busy || void act({ choices: [{ kind, channel, wanted: target.checked }] })
                    }
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </DataTable>
      {fixed && <p className="muted small">{say("fixed")}</p>}
      <p>{say("quiet")}</p>
      <div className="row">
        {hour("from")}
        {hour("until")}
        {quietHours.own && <Button onClick={() => void act({ quietHours: null })}>{say("usual")}</Button>}
      </div>
      <Refused refusal={refusal} />
    </>
  );
}

function Devices({ devices }: { devices: NonNullable<MyPreferencesFragment["devices"]> }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(UnregisterDeviceDocument);
  if (devices.length === 0) return null;
  return (
    <div className="stack-tight">
      <h4>{say("devices")}</h4>
      <ul role="list" className="stack-tight">
        {devices.map(({ id, platform, registeredAt }) => (
          <li key={id} className="row spread">
            <span>
              {platform} · {say("since")} <Time at={registeredAt} />
            </span>
            <Button busy={busy} onClick={() => void act({ deviceId: id })}>
              {say("forget")}
            </Button>
          </li>
        ))}
      </ul>
      <Refused refusal={refusal} />
    </div>
  );
}
