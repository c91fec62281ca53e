import { useState, type FormEvent, type ReactNode } from "react";
import type { Refusal, SecondStep } from "../api/refusal";
import { session, type Keep } from "../api/redress";
import { signInWithPasskey } from "../api/sign-in-with-passkey";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";

const text = defineText("secondStep", {
  en: {
    code: "Code",
    codeHint: "Of your authenticator app; or one of your recovery codes, if the app is lost.",
    recoveryHint: "One of your recovery codes, if the passkey is lost.",
    enter: "Confirm",
    passkey: "Use a passkey",
    back: "Back",
  },
  zh: {
    code: "验证码",
    codeHint: "身份验证器显示的验证码；若设备丢失，可用恢复码。",
    recoveryHint: "若通行密钥丢失，可用恢复码。",
    enter: "确认",
    passkey: "使用通行密钥",
    back: "返回",
  },
});

interface Props {
  step: SecondStep;
  busy: boolean;
  refusal: Refusal | null;
  onEnter: (open: (keep: Keep) => Promise<void>) => void;
  onBack: () => void;
}

/** The password was right; now the person proves their second factor. */
export function SecondStepForm({ step: { challenge, factors }, busy, refusal, onEnter, onBack }: Props): ReactNode {
  const say = useText(text);
  const [code, setCode] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onEnter((keep) => session.signInWithCode(challenge, code, keep));
  };
  return (
    <form className="card stack" onSubmit={submit}>
      {factors.includes("PASSKEY") && (
        <div>
          <Button busy={busy} onClick={() => onEnter((keep) => signInWithPasskey(keep, challenge))}>
            {say("passkey")}
          </Button>
        </div>
      )}
      <TextInput
        label={say("code")}
        hint={say(factors.includes("TOTP") ? "codeHint" : "recoveryHint")}
        name="code"
        autoComplete="one-time-code"
        required
        value={code}
        error={refusal?.at("code")}
        onChange={({ target }) => setCode(target.value)}
      />
      <Refused refusal={refusal?.at("code") ? null : refusal} />
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {say("enter")}
        </Button>
        <Button onClick={onBack}>{say("back")}</Button>
      </div>
    </form>
  );
}
