import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { serverNow } from "../api/server-clock";
import { Badge } from "../design/badge";
import { ConfirmButton } from "../design/confirm-button";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { RevokeApiKeyDocument, type ApiKeyShownFragment } from "./api-clients.generated";

const text = defineText("apiKeys", {
  en: {
    keys: "Keys of {{name}}",
    key: "Key",
    made: "Made",
    until: "Until",
    used: "Last used",
    act: "To do",
    never: "never",
    noEnd: "revoked",
    revoked: "revoked",
    expired: "expired",
    revoke: "Revoke",
    revokeWhich: "Revoke the key ending in {{hint}}?",
    revokeHint: "It is refused at once, and connections opened with it end within a second. This cannot be undone.",
  },
  zh: {
    keys: "{{name}} 的密钥",
    key: "密钥",
    made: "创建",
    until: "有效期至",
    used: "最近使用",
    act: "操作",
    never: "从未",
    noEnd: "吊销为止",
    revoked: "已吊销",
    expired: "已过期",
    revoke: "吊销",
    revokeWhich: "吊销尾号为 {{hint}} 的密钥？",
    revokeHint: "该密钥立即失效，使用它的连接将在一秒内断开，且不可恢复。",
  },
});

const COLUMNS = ["key", "made", "until", "used", "act"] as const;

interface Props {
  keys: readonly ApiKeyShownFragment[];
  name: string;
  mayRevoke: boolean;
}

export function Keys({ keys, name, mayRevoke }: Props): ReactNode {
  const say = useText(text);
  const title = say("keys", { name });
  return (
    <DataTable label={title} heads={COLUMNS.map((column) => say(column))}>
      {keys.map((key) => (
        <KeyRow key={key.id} of={key} mayRevoke={mayRevoke} />
      ))}
    </DataTable>
  );
}

function KeyRow({ of, mayRevoke }: { of: ApiKeyShownFragment; mayRevoke: boolean }): ReactNode {
  const say = useText(text);
  const { id, hint, createdAt, expiresAt, lastUsedAt, revokedAt } = of;
  const { act, busy, refusal } = useAct(RevokeApiKeyDocument);
  const expired = expiresAt !== null && expiresAt !== undefined && Date.parse(expiresAt) <= serverNow();
  return (
    <tr>
      <th scope="row">
        <code>…{hint}</code> {revokedAt ? <Badge>{say("revoked")}</Badge> : expired && <Badge>{say("expired")}</Badge>}
      </th>
      <td>
        <Time at={createdAt} />
      </td>
      <td>{revokedAt ? <Time at={revokedAt} /> : expiresAt ? <Time at={expiresAt} /> : say("noEnd")}</td>
      <td>{lastUsedAt ? <Time at={lastUsedAt} /> : say("never")}</td>
      <td>
        {mayRevoke && !revokedAt && (
          <ConfirmButton
            kind="quiet"
            label={say("revoke")}
            aria-label={`${say("revoke")} · ${hint}`}
            title={say("revokeWhich", { hint })}
            busy={busy}
            refusal={refusal}
            onConfirm={() => act({ apiKeyId: id })}
          >
            <p>{say("revokeHint")}</p>
          </ConfirmButton>
        )}
      </td>
    </tr>
  );
}
