import { useState, type ReactNode } from "react";
import { Notice } from "../design/notice";
import { defineText, useText } from "../text/language";
import { ScrollFrame } from "./scroll-frame";
import { useZoom } from "./zoom";

const text = defineText("imageView", {
  en: { cannot: "This browser cannot show this kind of picture. Download it to look at it." },
  zh: { cannot: "此浏览器无法显示这种图片，请下载后查看。" },
});

export function ImageView({ address, name }: { address: string; name: string }): ReactNode {
  const say = useText(text);
  const { zoom, buttons } = useZoom();
  const [cannot, setCannot] = useState(false);
  if (cannot) return <Notice tone="warn">{say("cannot")}</Notice>;
  return (
    <>
      <div className="row">{buttons}</div>
      <ScrollFrame label={name} keepsArrows={zoom > 1}>
        <img
          src={address}
          alt={name}
          style={zoom === 1 ? undefined : { width: `${100 * zoom}%`, maxWidth: "none" }}
          onError={() => setCannot(true)}
        />
      </ScrollFrame>
    </>
  );
}
