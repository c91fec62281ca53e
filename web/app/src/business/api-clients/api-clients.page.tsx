import type { ReactNode } from "react";
import { ApiClients } from "../../clients/api-clients";
import { Page } from "../../design/page";
import { defineText, useText } from "../../text/language";
import { useBusiness } from "../use-business";

const text = defineText("businessApiClients", {
  en: { title: "API clients" },
  zh: { title: "API 客户端" },
});

export { BusinessApiClients as Component };

function BusinessApiClients(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  return (
    <Page title={say("title")}>
      <ApiClients providerId={provider.id} />
    </Page>
  );
}
