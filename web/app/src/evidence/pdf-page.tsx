import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { ScrollFrame } from "./scroll-frame";

const text = defineText("pdfPage", {
  en: { words: "Text of this page", noWords: "This page has no text, only a picture." },
  zh: { words: "本页文字", noWords: "本页没有文字，只有图像。" },
});

interface Props {
  pdf: PDFDocumentProxy;
  page: number;
  zoom: number;
  label: string;
}

/** One page as an image, with its text below, for screen readers and for copying. */
export function PdfPage({ pdf, page, zoom, label }: Props): ReactNode {
  const say = useText(text);
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    let gone = false;
    let cancel = (): void => undefined;
    void draw();
    return () => {
      gone = true;
      cancel();
    };

    async function draw(): Promise<void> {
      const loaded = await pdf.getPage(page);
      const target = canvas.current;
      if (gone || !target || !frame.current) return;
      const width = frame.current.clientWidth * zoom;
      const dense = Math.min(devicePixelRatio, 2);
      const scale = (width / loaded.getViewport({ scale: 1 }).width) * dense;
      const viewport = loaded.getViewport({ scale });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      target.style.width = `${width}px`;
      const drawing = loaded.render({ canvas: target, viewport });
      cancel = () => drawing.cancel();
      await drawing.promise.then(
        () => void (gone || setDrawn(true)),
        (error: unknown) => void (gone || console.warn(error)),
      );
      const { items } = await loaded.getTextContent();
      if (gone) return;
      setWords(items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join(""));
    }
  }, [pdf, page, zoom]);

  return (
    <>
      <ScrollFrame ref={frame} label={label} keepsArrows={zoom > 1} busy={!drawn}>
        <canvas ref={canvas} role="img" aria-label={label} />
      </ScrollFrame>
      {words !== null && (
        <details>
          <summary>{say("words")}</summary>
          <p className="prose">{words.trim() || say("noWords")}</p>
        </details>
      )}
    </>
  );
}
