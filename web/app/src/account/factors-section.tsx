import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Badge } from "../design/badge";
import { Notice } from "../design/notice";
import { Time } from "../design/time";
import { canUsePasskeys } from "../shell/can-use-passkeys";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { PasskeyForm, TotpForm } from "./factor-forms";
import type { FactorsFragment } from "./factors.generated";
import { RecoveryCodes, RecoveryCodesForm } from "./recovery-codes";
import { RemoveFactorForm } from "./remove-factor-form";
import styles from "./account.module.css";
import { Section } from "./section";

const text = defineText("factors", {
  en: {
    title: "Second factors",
    about: "Beside the password: a code from an app, or a passkey of a device.",
    none: "None yet: anyone who knows your password can sign in as you.",
    must: "As you work for the platform, your roles begin once one is set up.",
    added: "Since",
    used: "last used",
    left: "Recovery codes left: {{count}}",
    totp: "Add an authenticator app",
    passkey: "Add a passkey",
    codes: "New recovery codes",
    kept: "Your recovery codes",
    remove: "Remove",
    removing: "Remove {{name}}",
  },
  zh: {
    title: "两步验证",
    about: "除密码外，还需身份验证器的验证码或设备的通行密钥。",
    none: "尚未设置：知道您密码的人都能以您的身份登录。",
    must: "您是平台工作人员，设置后您的角色方可生效。",
    added: "添加于",
    used: "最近使用",
    left: "剩余恢复码：{{count}} 个",
    totp: "添加身份验证器",
    passkey: "添加通行密钥",
    codes: "生成新恢复码",
    kept: "您的恢复码",
    remove: "移除",
    removing: "移除 {{name}}",
  },
});

type Factor = NonNullable<FactorsFragment["secondFactors"]>[number];
type Open =
  | { form: "totp" | "passkey" | "codes" }
  | { form: "kept"; codes: string[] }
  | { form: "remove"; factor: Factor };

export function FactorsSection({ account }: { account: FactorsFragment }): ReactNode {
  const say = useText(text);
  const [open, setOpen] = useState<Open | null>(null);
  const factors = account.secondFactors ?? [];
  const close = (): void => setOpen(null);
  const onCodes = (codes: string[] | null | undefined): void => setOpen(codes ? { form: "kept", codes } : null);
  return (
    <Section id="second-factors" title={say("title")} about={say("about")}>
      {factors.length === 0 && (
        <Notice tone={account.mustSetUpSecondFactor ? "warn" : "info"}>
          <p>{say("none")}</p>
          {account.mustSetUpSecondFactor && <p>{say("must")}</p>}
        </Notice>
      )}
      {factors.length > 0 && (
        <>
          <ul className={styles.list} role="list">
            {factors.map((factor) => (
              <FactorRow key={factor.id} factor={factor} onRemove={() => setOpen({ form: "remove", factor })} />
            ))}
          </ul>
          <p className="muted">{say("left", { count: account.recoveryCodesLeft ?? 0 })}</p>
        </>
      )}
      <div className="row">
        <Button onClick={() => setOpen({ form: "totp" })}>{say("totp")}</Button>
        {canUsePasskeys && <Button onClick={() => setOpen({ form: "passkey" })}>{say("passkey")}</Button>}
        {factors.length > 0 && <Button onClick={() => setOpen({ form: "codes" })}>{say("codes")}</Button>}
      </div>
      {open && (
        <Dialog
          title={open.form === "remove" ? say("removing", { name: open.factor.name }) : say(open.form)}
          onClose={close}
        >
          {open.form === "totp" && <TotpForm onDone={onCodes} />}
          {open.form === "passkey" && <PasskeyForm onDone={onCodes} />}
          {open.form === "codes" && <RecoveryCodesForm onDone={onCodes} />}
          {open.form === "kept" && <RecoveryCodes codes={open.codes} onDone={close} />}
          {open.form === "remove" && <RemoveFactorForm factorId={open.factor.id} onDone={close} />}
        </Dialog>
      )}
    </Section>
  );
}

function FactorRow({ factor, onRemove }: { factor: Factor; onRemove: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <li className="row spread">
      <span className="row">
        {factor.name} <Badge tone="info">{label("SecondFactorKind", factor.kind)}</Badge>
      </span>
      <span className="row small muted">
        <span>
          {say("added")} <Time at={factor.addedAt} />
        </span>
        {factor.lastUsedAt && (
          <span>
            {say("used")} <Time at={factor.lastUsedAt} />
          </span>
        )}
        <Button kind="danger" aria-label={say("removing", { name: factor.name })} onClick={onRemove}>
          {say("remove")}
        </Button>
      </span>
    </li>
  );
}
