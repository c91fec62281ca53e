import { useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Pager, usePlace } from "../design/pager";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { ApiClientCard } from "./api-client-card";
import { ApiClientsDocument } from "./api-clients.generated";
import { ClientForm } from "./client-form";

const text = defineText("apiClients", {
  en: {
    explained:
      "Programs that use the API by keys of their own, such as a shop's order system. What they do is recorded under their name. Nobody can sign in with a key.",
    none: "There are no API clients yet.",
    create: "New API client",
  },
  zh: {
    explained: "使用自有密钥访问 API 的程序，例如店铺的订单系统。其操作以客户端名称记录。密钥不能用于登录。",
    none: "尚无 API 客户端。",
    create: "新建 API 客户端",
  },
});

/** A provider's, or the platform's. */
export function ApiClients({ providerId }: { providerId: string | null }): ReactNode {
  const say = useText(text);
  const after = usePlace();
  const read = useRead(ApiClientsDocument, { providerId, after });
  const mayCreate = useIsOpen("createApiClient");
  const [creating, setCreating] = useState(false);
  return (
    <>
      <p className="muted prose">{say("explained")}</p>
      {mayCreate && (
        <div>
          <Button kind="primary" onClick={() => setCreating(true)}>
            {say("create")}
          </Button>
        </div>
      )}
      <Loaded {...read}>
        {({ apiClients: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 && <Empty title={say("none")} />}
            {nodes.map((client) => (
              <ApiClientCard key={client.id} client={client} providerId={providerId} />
            ))}
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
      {creating && (
        <Dialog title={say("create")} onClose={() => setCreating(false)}>
          <ClientForm
            providerId={providerId}
            client={null}
            onDone={() => {
              setCreating(false);
              read.onAgain();
            }}
          />
        </Dialog>
      )}
    </>
  );
}
