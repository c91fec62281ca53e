import { useState, type FormEvent, type ReactNode } from "react";
import type { ContactKind, ContactPoint, LetterFrequency } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Badge, type Tone } from "../design/badge";
import { Button } from "../design/button";
import { ConfirmButton } from "../design/confirm-button";
import { Select, TextInput } from "../design/field";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import {
  AddContactPointDocument,
  MyContactsReadDocument,
  RemoveContactPointDocument,
  SendContactCodeDocument,
  SetLetterFrequencyDocument,
  VerifyContactPointDocument,
  type MyContactsFragment,
} from "./contact.generated";
import { useProof } from "./proof-fields";
import { Section } from "./section";

const text = defineText("contact", {
  en: {
    EMAIL: "E-mail",
    EMAIL_what:
      "What comes into your inbox is also sent here: what happened, the case's number, and what is due until when. What anybody wrote in a case is not.",
    EMAIL_none: "This platform sends no e-mail.",
    EMAIL_address: "E-mail address",
    EMAIL_add: "Enter an address",
    EMAIL_change: "Enter another address",
    SMS: "Text messages",
    SMS_what:
      "Deadlines and money are told here as well: that there is news in which case, with a link, and nothing of what it is.",
    SMS_none: "This platform sends no text messages.",
    SMS_address: "Mobile number, with its country code",
    SMS_add: "Enter a number",
    SMS_change: "Enter another number",
    send: "Send me a code",
    code: "Code",
    codeHint: "The eight digits that were sent there.",
    verify: "Verify",
    again: "Send a new code",
    frequency: "When",
    frequencyHint: "What concerns a deadline is always sent at once.",
    remove: "Remove",
    removeHint: "Nothing is sent there any longer, deadlines neither: they are in your inbox alone.",
    keep: "Keep it",
    bounced: "Messages to it came back. Nothing is sent there until you have verified it again.",
    UNVERIFIED: "Not verified yet",
    VERIFIED: "Verified",
    BOUNCED: "Messages came back",
    AT_ONCE: "At once; at night in the morning",
    HOURLY: "Together, once an hour",
    DAILY: "Together, once a day",
    DEADLINES_ONLY: "Only what concerns a deadline",
  },
  zh: {
    EMAIL: "电子邮箱",
    EMAIL_what:
      "收件箱中的消息会同时发送至此邮箱：发生了什么、案件编号、待办事项及其截止时间。不含案件中任何人所写的内容。",
    EMAIL_none: "本平台不发送电子邮件。",
    EMAIL_address: "邮箱地址",
    EMAIL_add: "填写邮箱",
    EMAIL_change: "更换邮箱",
    SMS: "短信",
    SMS_what: "与期限和款项有关的消息会同时发送短信：仅告知哪个案件有新进展并附链接，不含具体内容。",
    SMS_none: "本平台不发送短信。",
    SMS_address: "手机号码（含国家代码）",
    SMS_add: "填写手机号",
    SMS_change: "更换手机号",
    send: "发送验证码",
    code: "验证码",
    codeHint: "已发送的八位数字。",
    verify: "验证",
    again: "重新发送验证码",
    frequency: "发送时间",
    frequencyHint: "与期限有关的消息始终即时发送。",
    remove: "移除",
    removeHint: "今后不再向其发送任何消息，包括与期限有关的消息；这些消息仅在收件箱中显示。",
    keep: "保留",
    bounced: "发往此处的消息被退回。在您重新验证之前，不再向其发送消息。",
    UNVERIFIED: "待验证",
    VERIFIED: "已验证",
    BOUNCED: "消息被退回",
    AT_ONCE: "即时发送，夜间顺延至早晨",
    HOURLY: "每小时汇总一次",
    DAILY: "每天汇总一次",
    DEADLINES_ONLY: "仅与期限有关的消息",
  },
});

type Point = NonNullable<MyContactsFragment["contactPoints"]>[number];

const FREQUENCIES: readonly LetterFrequency[] = ["AT_ONCE", "HOURLY", "DAILY", "DEADLINES_ONLY"];

const TONES: Record<ContactPoint["state"], Tone> = { UNVERIFIED: "info", VERIFIED: "good", BOUNCED: "bad" };

type Kind = Extract<ContactKind, "EMAIL" | "SMS">;

/** Where the platform writes to. */
export const MailSection = (): ReactNode => <ContactSection kind="EMAIL" />;
export const PhoneSection = (): ReactNode => <ContactSection kind="SMS" />;

function ContactSection({ kind }: { kind: Kind }): ReactNode {
  const say = useText(text);
  const read = useRead(MyContactsReadDocument, {});
  return (
    <Section title={say(kind)}>
      <Loaded {...read} lines={2}>
        {({ mailing, viewer }) => {
          const points = (viewer?.contactPoints ?? []).filter((point) => point.kind === kind);
          const sends = kind === "SMS" ? mailing.sms : mailing.email;
          if (!sends && points.length === 0) return <p className="muted">{say(`${kind}_none`)}</p>;
          return (
            <>
              <p className="muted">{say(`${kind}_what`)}</p>
              {points.map((point) => (
                <PointCard key={point.id} point={point} />
              ))}
              {sends && <AddAddress kind={kind} isFirst={points.length === 0} onAdded={read.onAgain} />}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function PointCard({ point }: { point: Point }): ReactNode {
  const say = useText(text);
  const setting = useAct(SetLetterFrequencyDocument);
  return (
    <article className="card stack-tight narrow">
      <p className="row spread">
        <span className="row">
          <strong>{point.masked}</strong>
          <Badge tone={TONES[point.state]}>{say(point.state)}</Badge>
        </span>
        <RemoveAddress point={point} />
      </p>
      {point.state === "BOUNCED" && <p>{say("bounced")}</p>}
      {point.state === "VERIFIED" ? (
        <Select
          label={say("frequency")}
          hint={say("frequencyHint")}
          options={FREQUENCIES.map((value) => ({ value, label: say(value) }))}
          value={point.frequency}
          onChange={({ target }) =>
            void setting.act({ contactPointId: point.id, frequency: target.value as LetterFrequency })
          }
        />
      ) : (
        <VerifyForm point={point} />
      )}
      <Refused refusal={setting.refusal} />
    </article>
  );
}

function VerifyForm({ point: { id: contactPointId, codeEndsAt } }: { point: Point }): ReactNode {
  const say = useText(text);
  const [code, setCode] = useState("");
  const verifying = useAct(VerifyContactPointDocument);
  const sending = useAct(SendContactCodeDocument);

  async function verify(event: FormEvent): Promise<void> {
    event.preventDefault();
    await verifying.act({ contactPointId, code });
  }

  const refusal = verifying.refusal?.at("code") ? null : (verifying.refusal ?? sending.refusal);
  return (
    <form className="stack-tight" onSubmit={(event) => void verify(event)}>
      {codeEndsAt && (
        <TextInput
          label={say("code")}
          hint={say("codeHint")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          value={code}
          error={verifying.refusal?.at("code")}
          onChange={({ target }) => setCode(target.value)}
        />
      )}
      <Refused refusal={refusal} />
      <div className="row">
        {codeEndsAt && (
          <Button kind="primary" type="submit" busy={verifying.busy}>
            {say("verify")}
          </Button>
        )}
        <Button busy={sending.busy} onClick={() => void sending.act({ contactPointId })}>
          {say("again")}
        </Button>
      </div>
    </form>
  );
}

function AddAddress({ kind, isFirst, onAdded }: { kind: Kind; isFirst: boolean; onAdded: () => void }): ReactNode {
  const say = useText(text);
  const [open, setOpen] = useState(false);
  const { value: address, change: setAddress, forget } = useKept(`new ${kind}`, "", "");
  const { proof, fields } = useProof();
  const { act, busy, refusal } = useAct(AddContactPointDocument);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await act({ kind, address, proof }))) return;
    setOpen(false);
    forget();
    onAdded();
  }

  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{say(`${kind}_${isFirst ? "add" : "change"}`)}</Button>
      </div>
    );
  const unplaced = refusal && !["address", "proof"].some((field) => refusal.at(field)) ? refusal : null;
  return (
    <form className="card stack narrow" onSubmit={(event) => void add(event)}>
      <TextInput
        label={say(`${kind}_address`)}
        type={kind === "SMS" ? "tel" : "email"}
        autoComplete={kind === "SMS" ? "tel" : "email"}
        required
        value={address}
        error={refusal?.at("address")}
        onChange={({ target }) => setAddress(target.value)}
      />
      {fields(refusal)}
      <Refused refusal={unplaced} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("send")}
        </Button>
      </div>
    </form>
  );
}

function RemoveAddress({ point: { id: contactPointId } }: { point: Point }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(RemoveContactPointDocument);
  return (
    <ConfirmButton
      label={say("remove")}
      back={say("keep")}
      busy={busy}
      refusal={refusal}
      onConfirm={() => act({ contactPointId })}
    >
      <p>{say("removeHint")}</p>
    </ConfirmButton>
  );
}
