import type { ReactNode } from "react";
import { Page } from "../design/page";
import { defineText, useText } from "../text/language";
import { ApiClients } from "./api-clients";

const text = defineText("platformApiClients", {
  en: { title: "The platform's API clients" },
  zh: { title: "平台的 API 客户端" },
});

export { PlatformApiClients as Component };

function PlatformApiClients(): ReactNode {
  const say = useText(text);
  return (
    <Page title={say("title")}>
      <ApiClients providerId={null} />
    </Page>
  );
}
