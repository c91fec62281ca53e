import type { ReactNode } from "react";
import { leave } from "../api/leave";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { ConfirmButton } from "../design/confirm-button";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { SignOutEverywhereDocument } from "./account.generated";
import styles from "./account.module.css";
import { useSignOut } from "../shell/use-sign-out";
import { Section } from "./section";
import { EndSessionDocument, MySessionsDocument, type MySessionFragment } from "./security.generated";

const text = defineText("sessions", {
  en: {
    title: "Where you are signed in",
    unknown: "Unknown program",
    here: "here",
    since: "Since",
    used: "last used",
    end: "Sign out",
    endWhich: "Sign out: {{name}}",
    endAll: "Sign out everywhere",
    endAllHint:
      "Ends your sessions on every device and in every tab, this one too; what you have not sent yet is discarded here. Use it when a device is lost.",
    back: "Stay signed in",
  },
  zh: {
    title: "已登录的设备",
    unknown: "未知程序",
    here: "当前",
    since: "登录于",
    used: "最近使用",
    end: "退出",
    endWhich: "退出：{{name}}",
    endAll: "在所有设备上退出",
    endAllHint: "结束您在所有设备和标签页上的登录，包括这里；此设备上尚未发送的内容将被丢弃。设备丢失时请使用。",
    back: "保持登录",
  },
});

export function SessionsSection(): ReactNode {
  const say = useText(text);
  const read = useRead(MySessionsDocument, {});
  return (
    <Section title={say("title")}>
      <Loaded {...read} data={read.data?.viewer?.sessions}>
        {(sessions) => (
          <ul className={styles.list} role="list">
            {sessions.map((session) => (
              <SessionItem key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Loaded>
      <EndSessions />
    </Section>
  );
}

function EndSessions(): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(SignOutEverywhereDocument);
  const end = async (): Promise<void> => {
    if (await act({})) await leave();
  };
  return (
    <div>
      <ConfirmButton
        kind="danger"
        label={say("endAll")}
        back={say("back")}
        busy={busy}
        refusal={refusal}
        onConfirm={end}
      >
        <p>{say("endAllHint")}</p>
      </ConfirmButton>
    </div>
  );
}

function SessionItem({ session }: { session: MySessionFragment }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(EndSessionDocument);
  const { id, client, address, startedAt, lastUsedAt, current } = session;
  const name = client ?? say("unknown");
  const [signOut, question] = useSignOut();
  const end = (): void => (current ? signOut() : void act({ sessionId: id }));
  return (
    <li className="row spread">
      <span className="stack-tight">
        <span className="row">
          <span>{name}</span>
          {address && <code>{address}</code>}
          {current && <Badge tone="info">{say("here")}</Badge>}
        </span>
        <span className="small muted">
          {say("since")} <Time at={startedAt} /> · {say("used")} <Time at={lastUsedAt} />
        </span>
        <Refused refusal={refusal} />
      </span>
      <Button busy={busy} aria-label={say("endWhich", { name })} onClick={end}>
        {say("end")}
      </Button>
      {current && question}
    </li>
  );
}
