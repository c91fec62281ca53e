import { useState, type FormEvent, type ReactNode } from "react";
import { serverNow } from "../api/server-clock";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Choices } from "../design/field";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { CreateApiKeyDocument } from "./api-clients.generated";
import { Secret } from "./secret";

const text = defineText("newApiKey", {
  en: {
    explained:
      "Keys that it has stay valid: replace one without a pause by using the new one before you revoke the old.",
    valid: "Valid",
    days: "for {{days, counted(one: day; other: days)}}",
    always: "until it is revoked",
    create: "Make key",
  },
  zh: {
    explained: "已有密钥继续有效：先启用新密钥，再吊销旧密钥，即可不停机更换。",
    valid: "有效期",
    days: "{{days}} 天",
    always: "直至吊销",
    create: "创建密钥",
  },
});

const DAY_MS = 86_400_000;
const LIVES = [90, 365] as const;

export function NewKey({ apiClientId, onDone }: { apiClientId: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(CreateApiKeyDocument);
  const [life, setLife] = useState<string>(String(LIVES[0]));
  const [secret, setSecret] = useState<string | null>(null);

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    const days = Number(life);
    const expiresAt = days > 0 ? new Date(serverNow() + days * DAY_MS).toISOString() : null;
    const done = await act({ apiClientId, expiresAt });
    if (done) setSecret(done.createApiKey.secret);
  }

  if (secret !== null) return <Secret secret={secret} onDone={onDone} />;
  return (
    <form className="stack" onSubmit={(event) => void create(event)}>
      <p>{say("explained")}</p>
      <Choices
        legend={say("valid")}
        name="life"
        value={life}
        onChoose={setLife}
        options={[
          ...LIVES.map((days) => ({ value: String(days), label: say("days", { days }) })),
          { value: "0", label: say("always") },
        ]}
      />
      <Refused refusal={refusal} />
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("create")}
        </Button>
      </div>
    </form>
  );
}
