import { getDocument, GlobalWorkerOptions, version, type PDFDocumentProxy } from "pdfjs-dist";
import worker from "pdfjs-dist/build/pdf.worker.min.mjs?url&no-inline";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Loading } from "../design/loading";
import { Notice } from "../design/notice";
import { defineText, useText } from "../text/language";
import { PdfPage } from "./pdf-page";
import { useZoom } from "./zoom";

const text = defineText("pdfView", {
  en: {
    cannot: "This document could not be read. Download it to open it with another program.",
    page: "Page {{page}} of {{pages}}",
    previous: "Previous page",
    next: "Next page",
  },
  zh: {
    cannot: "无法读取此文档，请下载后用其他程序打开。",
    page: "第 {{page}} 页，共 {{pages}} 页",
    previous: "上一页",
    next: "下一页",
  },
});

GlobalWorkerOptions.workerSrc = worker;
const FILES = `/assets/pdfjs-${version}`;

export default function PdfView({ blob, name }: { blob: Blob; name: string }): ReactNode {
  const say = useText(text);
  const { pdf, cannot } = usePdf(blob);
  const [page, setPage] = useState(1);
  const { zoom, buttons } = useZoom();
  if (cannot) return <Notice tone="warn">{say("cannot")}</Notice>;
  if (!pdf) return <Loading />;
  const pages = pdf.numPages;
  const position = say("page", { page, pages });
  return (
    <>
      <div className="row">
        <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
          {say("previous")}
        </Button>
        <span role="status" className="numeric">
          {position}
        </span>
        <Button disabled={page === pages} onClick={() => setPage(page + 1)}>
          {say("next")}
        </Button>
        {buttons}
      </div>
      <PdfPage key={page} pdf={pdf} page={page} zoom={zoom} label={`${name} · ${position}`} />
    </>
  );
}

/** Runs nothing in the document: no scripts, no evaluated fonts, no compiled decoders. */
function usePdf(blob: Blob): { pdf: PDFDocumentProxy | null; cannot: boolean } {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [cannot, setCannot] = useState(false);
  useEffect(() => {
    let gone = false;
    let close = (): void => undefined;
    void blob.arrayBuffer().then((data) => {
      if (gone) return;
      const opening = getDocument({
        data,
        cMapUrl: `${FILES}/cmaps/`,
        standardFontDataUrl: `${FILES}/standard_fonts/`,
        wasmUrl: `${FILES}/wasm/`,
        useWorkerFetch: true,
        useWasm: false,
        isEvalSupported: false,
      });
      close = () => void opening.destroy();
      opening.promise.then(
        (opened) => void (gone || setPdf(opened)),
        (error: unknown) => {
          if (gone) return;
          console.warn(error);
          setCannot(true);
        },
      );
    });
    return () => {
      gone = true;
      close();
    };
  }, [blob]);
  return { pdf, cannot };
}
