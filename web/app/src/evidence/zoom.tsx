import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { formatPercent } from "../text/format";
import { defineText, useText } from "../text/language";

const text = defineText("zoom", {
  en: { smaller: "Smaller", larger: "Larger", fit: "Fit" },
  zh: { smaller: "缩小", larger: "放大", fit: "适合窗口" },
});

const STEPS = [0.5, 0.75, 1, 1.5, 2, 3, 4];

/** 1: the width of the window. */
export function useZoom(): { zoom: number; buttons: ReactNode } {
  const say = useText(text);
  const [zoom, setZoom] = useState(1);
  const smaller = STEPS.findLast((step) => step < zoom);
  const larger = STEPS.find((step) => step > zoom);
  const buttons = (
    <>
      <Button disabled={!smaller} aria-label={say("smaller")} onClick={() => smaller && setZoom(smaller)}>
        −
      </Button>
      <span className="numeric" role="status">
        {formatPercent(zoom)}
      </span>
      <Button disabled={!larger} aria-label={say("larger")} onClick={() => larger && setZoom(larger)}>
        +
      </Button>
      <Button kind="quiet" disabled={zoom === 1} onClick={() => setZoom(1)}>
        {say("fit")}
      </Button>
    </>
  );
  return { zoom, buttons };
}
