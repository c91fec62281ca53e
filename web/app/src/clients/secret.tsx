import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { defineText, useText } from "../text/language";

const text = defineText("secretShownOnce", {
  en: {
    keep: "Copy it now to where the program keeps its secrets. It is not shown again.",
    copy: "Copy",
    copied: "Copied.",
    notCopied: "Copying did not work. Select it instead.",
    kept: "I have kept it",
  },
  zh: {
    keep: "请立即复制并保存到程序的密钥配置中，之后不会再次显示。",
    copy: "复制",
    copied: "已复制。",
    notCopied: "无法复制，请手动选取。",
    kept: "我已保存",
  },
});

/** Shown once. */
export function Secret({ secret, onDone }: { secret: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const [told, setTold] = useState<"copied" | "notCopied" | null>(null);
  // Without TLS browsers offer pages no clipboard.
  const copy = (): Promise<void> =>
    "clipboard" in navigator
      ? navigator.clipboard.writeText(secret).then(
          () => setTold("copied"),
          () => setTold("notCopied"),
        )
      : Promise.resolve(setTold("notCopied"));
  return (
    <div className="stack">
      <p>{say("keep")}</p>
      <p className="anywhere">
        <code>{secret}</code>
      </p>
      <div className="row">
        <Button kind="primary" onClick={() => void copy()}>
          {say("copy")}
        </Button>
        <Button onClick={onDone}>{say("kept")}</Button>
        <span role="status">{told && say(told)}</span>
      </div>
    </div>
  );
}
