import { useState, type FormEvent, type ReactNode } from "react";
import { makePasskey } from "../api/passkey";
import { Refusal } from "../api/refusal";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { colon } from "../text/format";
import { defineText, useText } from "../text/language";
import {
  BeginPasskeyDocument,
  BeginTotpDocument,
  ConfirmPasskeyDocument,
  ConfirmTotpDocument,
  type BeginTotpMutation,
} from "./factors.generated";
import { useProof } from "./proof-fields";
import { QrCode } from "./qr-code";

const text = defineText("factorForms", {
  en: {
    next: "Next",
    scan: "Let your authenticator app read this picture, then type the code it shows.",
    picture: "QR code for the authenticator app",
    secret: "Or type this into the app",
    code: "Code",
    name: "Name",
    nameHint: "To recognise it later, e.g. the device it is on.",
    confirm: "Set it up",
    make: "Make the passkey",
    made: "Your device asks for your fingerprint, face or PIN, and keeps the passkey.",
  },
  zh: {
    next: "下一步",
    scan: "用身份验证器扫描此图，然后输入它显示的验证码。",
    picture: "供身份验证器扫描的二维码",
    secret: "或在应用中手动输入",
    code: "验证码",
    name: "名称",
    nameHint: "便于您日后辨认，例如所在的设备。",
    confirm: "完成设置",
    make: "创建通行密钥",
    made: "设备会要求指纹、面容或 PIN，并保存通行密钥。",
  },
});

interface Props {
  /** Includes the recovery codes, which are issued with the first factor. */
  onDone: (codes: string[] | null | undefined) => void;
}

export function TotpForm({ onDone }: Props): ReactNode {
  const say = useText(text);
  const { proof, fields } = useProof();
  const begin = useAct(BeginTotpDocument);
  const [begun, setBegun] = useState<BeginTotpMutation["beginTotp"] | null>(null);
  if (begun) return <ConfirmTotpForm begun={begun} onDone={onDone} />;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await begin.act({ proof });
    if (done) setBegun(done.beginTotp);
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      {fields(begin.refusal)}
      <Refused refusal={begin.refusal?.at("proof") ? null : begin.refusal} />
      <div>
        <Button kind="primary" type="submit" busy={begin.busy}>
          {say("next")}
        </Button>
      </div>
    </form>
  );
}

function ConfirmTotpForm({ begun, onDone }: Props & { begun: BeginTotpMutation["beginTotp"] }): ReactNode {
  const say = useText(text);
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const { act, busy, refusal } = useAct(ConfirmTotpDocument);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ setUp: begun.setUp, code, name });
    if (done) onDone(done.confirmTotp.recoveryCodes);
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{say("scan")}</p>
      <QrCode text={begun.uri} label={say("picture")} />
      <p className="small">
        {say("secret")}
        {colon()}
        <code className="anywhere">{begun.secret}</code>
      </p>
      <TextInput
        label={say("code")}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        value={code}
        error={refusal?.at("code")}
        onChange={({ target }) => setCode(target.value)}
      />
      <NameInput name={name} onName={setName} />
      <Refused refusal={refusal?.at("code") ? null : refusal} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("confirm")}
        </Button>
      </div>
    </form>
  );
}

export function PasskeyForm({ onDone }: Props): ReactNode {
  const say = useText(text);
  const { proof, fields } = useProof();
  const [name, setName] = useState("");
  const [failure, setFailure] = useState<Refusal | null>(null);
  const begin = useAct(BeginPasskeyDocument);
  const confirm = useAct(ConfirmPasskeyDocument);
  const refusal = begin.refusal ?? confirm.refusal ?? failure;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setFailure(null);
    const begun = await begin.act({ proof });
    if (!begun) return;
    const { setUp, options } = begun.beginPasskey;
    try {
      const done = await confirm.act({ setUp, response: await makePasskey(options), name });
      if (done) onDone(done.confirmPasskey.recoveryCodes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setFailure(error);
    }
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{say("made")}</p>
      <NameInput name={name} onName={setName} />
      {fields(refusal)}
      <Refused refusal={refusal?.at("proof") ? null : refusal} />
      <div>
        <Button kind="primary" type="submit" busy={begin.busy || confirm.busy}>
          {say("make")}
        </Button>
      </div>
    </form>
  );
}

function NameInput({ name, onName }: { name: string; onName: (name: string) => void }): ReactNode {
  const say = useText(text);
  return (
    <TextInput
      label={say("name")}
      hint={say("nameHint")}
      maxLength={60}
      required
      value={name}
      onChange={({ target }) => onName(target.value)}
    />
  );
}
