import { BadgeCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "../design/icon";
import { defineText, useText } from "../text/language";
import type { ProviderBriefFragment } from "./shared.generated";
import styles from "./cards.module.css";

const text = defineText("verified", { en: { verified: "verified" }, zh: { verified: "已核验" } });

/** A tick where all that was verified is valid now; what it is stands on the provider's page. */
export function Verified({ of }: { of: ProviderBriefFragment["verifications"] }): ReactNode {
  const say = useText(text);
  if (of.length === 0 || !of.every(({ valid }) => valid)) return null;
  return (
    <span className={styles.verified}>
      <Icon of={BadgeCheck} size={14} />
      {say("verified")}
    </span>
  );
}
