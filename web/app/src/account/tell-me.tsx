import { BellRing } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { canBeTold, rememberTold, subscribe, toldHere, unsubscribe } from "../api/web-push";
import { Button } from "../design/button";
import { Icon } from "../design/icon";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { useViewer } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { BeToldNoLongerDocument, BeToldHereDocument, WebPushOfferedDocument } from "./web-push.generated";

const text = defineText("tellMe", {
  en: {
    what: "You are told on this device when something happens in your cases, also while no page is open. The message names the case's number, says whether a deadline depends on it, and nothing else; at night there is none.",
    on: "Tell me on this device",
    off: "Do not tell me here any longer",
    isOn: "You are told on this device.",
    denied: "This browser may not show messages. Allow them for this site in the browser's settings.",
    failed: "The browser could not be reached by its push service. Try again later.",
    cannot:
      "This browser cannot be told, or you are signed in for this tab only. On an iPhone, put these pages on the home screen first.",
    none: "This platform sends no messages to browsers.",
  },
  zh: {
    what: "案件有新进展时，即使没有打开页面，也会在此设备上提醒您。提醒只写明案件编号以及是否与期限有关，不含其他内容；夜间不提醒。",
    on: "在此设备上提醒我",
    off: "不再在此设备上提醒",
    isOn: "此设备已开启提醒。",
    denied: "浏览器不允许显示通知，请在浏览器设置中允许本网站发送通知。",
    failed: "浏览器的推送服务暂时无法使用，请稍后再试。",
    cannot: "此浏览器不支持提醒，或您仅在此标签页登录。iPhone 请先将页面添加到主屏幕。",
    none: "本平台不发送浏览器提醒。",
  },
});

export default TellMe;

/** Asks only when it is pressed. `brief`: where nothing can be offered there is nothing. */
export function TellMe({ brief = false }: { brief?: boolean }): ReactNode {
  const say = useText(text);
  const possible = canBeTold();
  const read = useRead(WebPushOfferedDocument, {}, { pause: !possible });
  if (!possible) return brief ? null : <p className="muted">{say("cannot")}</p>;
  return (
    <Loaded {...read} lines={2}>
      {({ webPush: { publicKey } }) =>
        publicKey ? (
          <Switch publicKey={publicKey} isAlone={brief} />
        ) : brief ? null : (
          <p className="muted">{say("none")}</p>
        )
      }
    </Loaded>
  );
}

/** `isAlone`: in no other frame. */
function Switch({ publicKey, isAlone }: { publicKey: string; isAlone: boolean }): ReactNode {
  const say = useText(text);
  const accountId = useViewer()?.id ?? "";
  const saving = useAct(BeToldHereDocument);
  const removing = useAct(BeToldNoLongerDocument);
  const [on, setOn] = useState(toldHere() === accountId && Notification.permission === "granted");
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<"denied" | "failed" | null>(null);

  async function turnOn(): Promise<void> {
    setProblem(null);
    setAsking(true);
    const browser = await subscribe(publicKey).catch(() => null);
    setAsking(false);
    if (!browser) return setProblem(Notification.permission === "denied" ? "denied" : "failed");
    if (!(await saving.act(browser))) return;
    rememberTold(accountId);
    setOn(true);
  }

  async function turnOff(): Promise<void> {
    const endpoint = await unsubscribe();
    setOn(false);
    if (endpoint) await removing.act({ endpoint });
  }

  return (
    <div className={isAlone ? "card stack-tight" : "stack-tight"}>
      <p>{say("what")}</p>
      <div className="row" aria-live="polite">
        {on ? (
          <>
            <span>
              <Icon of={BellRing} size={16} /> {say("isOn")}
            </span>
            <Button onClick={() => void turnOff()}>{say("off")}</Button>
          </>
        ) : (
          <Button kind="primary" busy={asking || saving.busy} onClick={() => void turnOn()}>
            <Icon of={BellRing} size={16} />
            {say("on")}
          </Button>
        )}
        {problem && <span>{say(problem)}</span>}
      </div>
      <Refused refusal={saving.refusal ?? removing.refusal} />
    </div>
  );
}
