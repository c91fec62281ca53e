import { useState, type FormEvent, type ReactNode } from "react";
import { useLocation } from "react-router";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button, ButtonLink } from "../design/button";
import { TextInput } from "../design/field";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { MailingOfferedDocument, RequestPasswordResetDocument } from "./forgotten.generated";

const text = defineText("forgotten", {
  en: {
    title: "Password forgotten",
    about: "If this is the verified address of an account, a link to a new password is sent there.",
    address: "E-mail address",
    send: "Send the link",
    sent: "If there is such an account, the link is on its way. It works once, and not for long.",
    none: "This platform sends no e-mail. Ask its operator for a one-time link.",
    back: "Back to sign in",
  },
  zh: {
    title: "忘记密码",
    about: "如果这是某个账号已验证的邮箱，重设密码的链接将发送至该邮箱。",
    address: "邮箱地址",
    send: "发送链接",
    sent: "如果存在这样的账号，链接已发送。链接仅可使用一次，且很快失效。",
    none: "本平台不发送电子邮件。请联系平台运维人员获取一次性链接。",
    back: "返回登录",
  },
});

export { ForgottenPage as Component };

function ForgottenPage(): ReactNode {
  const say = useText(text);
  // Where who signs in goes on.
  const { search } = useLocation();
  const read = useRead(MailingOfferedDocument, {});
  return (
    <Page title={say("title")}>
      <Loaded {...read} lines={2}>
        {({ mailing }) => (mailing.email ? <AskForm /> : <p>{say("none")}</p>)}
      </Loaded>
      <div>
        <ButtonLink to={{ pathname: "/sign-in", search }}>{say("back")}</ButtonLink>
      </div>
    </Page>
  );
}

function AskForm(): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(RequestPasswordResetDocument);
  const [address, setAddress] = useState("");
  const [sent, setSent] = useState(false);

  async function ask(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSent(false);
    if (await act({ address })) setSent(true);
  }

  return (
    <form className="card stack narrow" onSubmit={(event) => void ask(event)}>
      <p>{say("about")}</p>
      <TextInput
        label={say("address")}
        type="email"
        autoComplete="email"
        required
        value={address}
        error={refusal?.at("address")}
        onChange={({ target }) => setAddress(target.value)}
      />
      <Refused refusal={refusal?.at("address") ? null : refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {say("send")}
        </Button>
      </div>
      <p role="status">{sent && say("sent")}</p>
    </form>
  );
}
