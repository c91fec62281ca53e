import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { TextArea, TextInput } from "../design/field";
import { Folded } from "../design/folded";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { useKept } from "../shell/use-kept";
import { useIsOpen } from "../shell/viewer";
import type { EventType } from "../api/schema.generated";
import { useEventLabel } from "../text/event-type-label";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { Secret } from "./secret";
import { WebhookLog } from "./webhook-log";
import {
  CreateWebhookEndpointDocument,
  DeleteWebhookEndpointDocument,
  RotateWebhookSecretDocument,
  SendTestWebhookDocument,
  UpdateWebhookEndpointDocument,
  WebhooksDocument,
  type WebhookShownFragment,
} from "./webhooks.generated";

const text = defineText("webhooks", {
  en: {
    explained:
      "Addresses that are sent what this client may see, signed: ids and states, and what a query of its own is answered.",
    none: "There are none yet.",
    url: "Address",
    urlHint: "https, on the public network",
    types: "Types of events",
    typesHint: "One on each line, such as RULING_ISSUED; empty: all",
    query: "Query",
    queryHint: "In GraphQL, asked for each event; its response is sent as well. Empty: none",
    withQuery: "With a query",
    create: "Add",
    test: "Send a test",
    pause: "Pause",
    resume: "Switch on",
    rotate: "New secret",
    delete: "Delete",
    failing: "Not accepted since",
    both: "The previous secret signs until",
    log: "Deliveries",
    accepted: "The test was accepted after {{ms}} ms.",
  },
  zh: {
    explained: "向这些地址推送此客户端有权查看的事件，带签名：编号和状态，以及所附查询的响应。",
    none: "尚无 Webhook。",
    url: "地址",
    urlHint: "公网 https 地址",
    types: "事件类型",
    typesHint: "每行一个，例如 RULING_ISSUED；留空表示全部",
    query: "查询",
    queryHint: "GraphQL 查询，对每个事件执行，其响应一并推送；留空表示无",
    withQuery: "附带查询",
    create: "添加",
    test: "发送测试",
    pause: "暂停",
    resume: "启用",
    rotate: "更换密钥",
    delete: "删除",
    failing: "自此时起未能送达",
    both: "原密钥有效至",
    log: "推送记录",
    accepted: "测试在 {{ms}} 毫秒后被接受。",
  },
});

interface Props {
  apiClientId: string;
  mayManage: boolean;
}

/** Of one client. */
export default function Webhooks({ apiClientId, mayManage }: Props): ReactNode {
  const say = useText(text);
  const read = useRead(WebhooksDocument, { apiClientId });
  const mayCreate = useIsOpen("createWebhookEndpoint") && mayManage;
  return (
    <div className="stack">
      <p className="muted">{say("explained")}</p>
      <Loaded {...read}>
        {({ webhookEndpoints: { nodes } }) => (
          <>
            {nodes.length === 0 && <p>{say("none")}</p>}
            {nodes.map((endpoint) => (
              <Endpoint key={endpoint.id} endpoint={endpoint} mayManage={mayCreate} onDeleted={read.onAgain} />
            ))}
          </>
        )}
      </Loaded>
      {mayCreate && <NewEndpoint apiClientId={apiClientId} onDone={read.onAgain} />}
    </div>
  );
}

function NewEndpoint({ apiClientId, onDone }: { apiClientId: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(CreateWebhookEndpointDocument);
  const kept = useKept(`webhook of ${apiClientId}`, "", { url: "", types: "", query: "" });
  const { url, types, query } = kept.value;
  const [secret, setSecret] = useState<string | null>(null);
  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    // Which there are the server says.
    const eventTypes = types.split(/[\s,，]+/).filter(Boolean) as EventType[];
    const done = await act({ apiClientId, url, eventTypes, query: query.trim() || null });
    if (!done) return;
    setSecret(done.createWebhookEndpoint.secret);
    kept.forget();
  }
  const shut = (): void => {
    setSecret(null);
    onDone();
  };
  if (secret !== null) return <Secret secret={secret} onDone={shut} />;
  return (
    <form className="stack" onSubmit={(event) => void create(event)}>
      <TextInput
        label={say("url")}
        hint={say("urlHint")}
        type="url"
        required
        maxLength={1_000}
        value={url}
        onChange={({ target }) => kept.patch({ url: target.value })}
      />
      <TextArea
        label={say("types")}
        hint={say("typesHint")}
        rows={2}
        value={types}
        onChange={({ target }) => kept.patch({ types: target.value })}
      />
      <TextArea
        label={say("query")}
        hint={say("queryHint")}
        rows={3}
        spellCheck={false}
        value={query}
        onChange={({ target }) => kept.patch({ query: target.value })}
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

interface EndpointProps {
  endpoint: WebhookShownFragment;
  mayManage: boolean;
  onDeleted: () => void;
}

function Endpoint({ endpoint, mayManage, onDeleted }: EndpointProps): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const eventLabel = useEventLabel();
  const { id, url, eventTypes, query, status, failingSince, previousUntil } = endpoint;
  const isActive = status === "ACTIVE";
  return (
    <section className="stack" aria-label={url}>
      <div className="row">
        <code className="anywhere">{url}</code>
        <Badge tone={isActive ? undefined : "warn"}>{label("WebhookStatus", status)}</Badge>
        {query !== null && <Badge>{say("withQuery")}</Badge>}
      </div>
      {eventTypes.length > 0 && <p className="muted small">{eventTypes.map((type) => eventLabel(type)).join(" · ")}</p>}
      {failingSince && (
        <p>
          {say("failing")} <Time at={failingSince} />
        </p>
      )}
      {previousUntil && (
        <p className="muted">
          {say("both")} <Time at={previousUntil} />
        </p>
      )}
      {mayManage && <Acts endpoint={endpoint} onDeleted={onDeleted} />}
      <Folded summary={say("log")}>
        <WebhookLog id={id} mayManage={mayManage} />
      </Folded>
    </section>
  );
}

function Acts({ endpoint: { id, url, status }, onDeleted }: Omit<EndpointProps, "mayManage">): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [secret, setSecret] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const update = useAct(UpdateWebhookEndpointDocument);
  const rotate = useAct(RotateWebhookSecretDocument);
  const remove = useAct(DeleteWebhookEndpointDocument);
  const test = useAct(SendTestWebhookDocument);
  const webhookEndpointId = id;
  const isActive = status === "ACTIVE";
  const sendTest = async (): Promise<void> => {
    const done = await test.act({ webhookEndpointId });
    if (!done) return;
    const { problem, durationMs, httpStatus } = done.sendTestWebhook.attempt;
    const failed = problem && `${label("WebhookProblem", problem)}${httpStatus ? ` · ${httpStatus}` : ""}`;
    setTold(failed ?? say("accepted", { ms: durationMs }));
  };
  const renew = async (): Promise<void> => {
    const done = await rotate.act({ webhookEndpointId });
    if (done) setSecret(done.rotateWebhookSecret.secret);
  };
  const end = async (): Promise<void> => {
    if (await remove.act({ webhookEndpointId })) onDeleted();
  };
  if (secret !== null) return <Secret secret={secret} onDone={() => setSecret(null)} />;
  const acts = [
    { name: say("test"), busy: test.busy, act: sendTest },
    {
      name: say(isActive ? "pause" : "resume"),
      busy: update.busy,
      act: async () => void (await update.act({ webhookEndpointId, paused: isActive })),
    },
    { name: say("rotate"), busy: rotate.busy, act: renew },
    { name: say("delete"), busy: remove.busy, act: end },
  ];
  return (
    <>
      <div className="row">
        {acts.map(({ name, busy, act }) => (
          <Button key={name} kind="quiet" aria-label={`${name} · ${url}`} busy={busy} onClick={() => void act()}>
            {name}
          </Button>
        ))}
        <span role="status">{told}</span>
      </div>
      <Refused refusal={update.refusal ?? rotate.refusal ?? remove.refusal ?? test.refusal} />
    </>
  );
}
