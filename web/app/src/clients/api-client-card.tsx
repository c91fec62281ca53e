import { useState, type ReactNode } from "react";
import { may } from "../api/may";
import { useAct } from "../api/use-act";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { ConfirmAct } from "../design/confirm-act";
import { Dialog } from "../design/dialog";
import { Facts } from "../design/facts";
import { Folded } from "../design/folded";
import { later } from "../design/later";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { CloseApiClientDocument, type ApiClientShownFragment } from "./api-clients.generated";
import { ClientForm } from "./client-form";
import { Keys } from "./keys";
import { NewKey } from "./new-key";
import { scopeText } from "./scopes";

const text = defineText("apiClientCard", {
  en: {
    closed: "closed",
    scopes: "May",
    addresses: "Only from",
    created: "Made",
    left: "no longer here",
    change: "Change",
    changeWhich: "Change {{name}}",
    webhooks: "Webhooks",
    newKey: "New key",
    newKeyWhich: "New key for {{name}}",
    close: "Close",
    closeWhich: "Close {{name}}?",
    closeHint: "None of its keys is accepted any more, and its connections end. This cannot be undone.",
  },
  zh: {
    closed: "已停用",
    scopes: "权限",
    addresses: "仅限地址",
    created: "创建",
    left: "已离开",
    change: "更改",
    changeWhich: "更改 {{name}}",
    webhooks: "Webhook",
    newKey: "新建密钥",
    newKeyWhich: "为 {{name}} 新建密钥",
    close: "停用",
    closeWhich: "停用 {{name}}？",
    closeHint: "其全部密钥立即失效，连接随即断开，且不可恢复。",
  },
});

const Webhooks = later(() => import("./webhooks"));

export function ApiClientCard({
  client,
  providerId,
}: {
  client: ApiClientShownFragment;
  providerId: string | null;
}): ReactNode {
  const say = useText(text);
  const sayScope = useText(scopeText);
  const { id, name, scopes, addresses, createdAt, createdBy, creatorHasLeft, closedAt, keys, availableActions } =
    client;
  const { act, busy, refusal } = useAct(CloseApiClientDocument);
  const [unfolded, setUnfolded] = useState(false);
  const [open, setOpen] = useState<"change" | "newKey" | "close" | null>(null);
  const shut = (): void => setOpen(null);
  const close = async (): Promise<void> => void ((await act({ apiClientId: id })) && shut());

  return (
    <section className="card stack" aria-labelledby={id}>
      <div className="row spread">
        <div className="row">
          <h2 id={id}>{name}</h2>
          {closedAt && <Badge>{say("closed")}</Badge>}
        </div>
        <div className="row">
          {may(availableActions, "CREATE_KEY") && (
            <Button aria-label={say("newKeyWhich", { name })} onClick={() => setOpen("newKey")}>
              {say("newKey")}
            </Button>
          )}
          {may(availableActions, "UPDATE") && (
            <Button kind="quiet" aria-label={say("changeWhich", { name })} onClick={() => setOpen("change")}>
              {say("change")}
            </Button>
          )}
          {may(availableActions, "CLOSE") && (
            <Button kind="quiet" aria-label={`${say("close")} · ${name}`} onClick={() => setOpen("close")}>
              {say("close")}
            </Button>
          )}
        </div>
      </div>
      <Facts
        facts={[
          [say("scopes"), scopes.map((scope) => sayScope(scope)).join(" · ")],
          [say("addresses"), addresses.join(" · ")],
          [
            say("created"),
            <span key="made" className="row">
              <Time at={createdAt} /> {createdBy.displayName}{" "}
              {creatorHasLeft && <Badge tone="warn">{say("left")}</Badge>}
            </span>,
          ],
        ]}
      />
      {keys.length > 0 && <Keys keys={keys} name={name} mayRevoke={may(availableActions, "REVOKE_KEY")} />}
      <div onClickCapture={() => setUnfolded(true)}>
        <Folded summary={say("webhooks")}>
          {unfolded && <Webhooks apiClientId={id} mayManage={may(availableActions, "UPDATE")} />}
        </Folded>
      </div>
      {open === "change" && (
        <Dialog title={say("changeWhich", { name })} onClose={shut}>
          <ClientForm providerId={providerId} client={client} onDone={shut} />
        </Dialog>
      )}
      {open === "newKey" && (
        <Dialog title={say("newKeyWhich", { name })} onClose={shut}>
          <NewKey apiClientId={id} onDone={shut} />
        </Dialog>
      )}
      {open === "close" && (
        <ConfirmAct
          title={say("closeWhich", { name })}
          action={say("close")}
          busy={busy}
          refusal={refusal}
          onConfirm={() => void close()}
          onClose={shut}
        >
          <p>{say("closeHint")}</p>
        </ConfirmAct>
      )}
    </section>
  );
}
