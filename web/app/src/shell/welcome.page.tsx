import { useState, type FormEvent, type ReactNode } from "react";
import { useLocation } from "react-router";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Page } from "../design/page";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { useFirstEntry } from "./use-first-entry";
import { RedeemAccountLinkDocument } from "./welcome.generated";

const text = defineText("welcome", {
  en: {
    title: "Choose your password",
    about: "The platform has sent you this link. It works once.",
    password: "Password",
    set: "Set the password and sign in",
    done: "Your password is set.",
    noToken: "This address is incomplete. Open the link exactly as you received it.",
  },
  zh: {
    title: "设置密码",
    about: "此链接由平台发送给您，只能使用一次。",
    password: "密码",
    set: "保存密码并登录",
    done: "密码已设置。",
    noToken: "地址不完整。请按收到的原样打开链接。",
  },
});

/** The token is in the fragment, which browsers do not send; it is sent only with the chosen password. */
export { WelcomePage as Component };

function WelcomePage(): ReactNode {
  const say = useText(text);
  const token = useLocation().hash.slice(1);
  const { begin, rest } = useFirstEntry(say("done"), "/");
  const { act, busy, refusal } = useAct(RedeemAccountLinkDocument);
  const [password, setPassword] = useState("");

  async function redeem(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ token, password });
    if (!done) return;
    await begin({ login: done.redeemAccountLink.login, password });
  }

  if (rest) return <Page title={say("title")}>{rest}</Page>;
  if (!token)
    return (
      <Page title={say("title")}>
        <Notice tone="warn">
          <p>{say("noToken")}</p>
        </Notice>
      </Page>
    );
  return (
    <Page title={say("title")}>
      <form className="card stack narrow" onSubmit={(event) => void redeem(event)}>
        <p>{say("about")}</p>
        <TextInput
          label={say("password")}
          type="password"
          autoComplete="new-password"
          required
          value={password}
          error={refusal?.at("password")}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Refused refusal={refusal?.at("password") ? null : refusal} />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say("set")}
          </Button>
        </div>
      </form>
    </Page>
  );
}
