import { useEffect, useRef, type MouseEvent, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { defineText, useText } from "../text/language";
import { ButtonLink } from "./button";
import { goTo } from "./go-to";

const text = defineText("pager", {
  en: { pages: "Pages", first: "First page", next: "Next page" },
  zh: { pages: "分页", first: "第一页", next: "下一页" },
});

/** Returns `after` for a list's query; the position is in the address, so Back goes back. */
export function usePlace(name = "after"): string | null {
  const [params] = useSearchParams();
  return params.get(name);
}

export function Pager({
  pageInfo,
  name = "after",
}: {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  name?: string;
}): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const to = (after: string | null): string => {
    const next = new URLSearchParams(params);
    if (after === null) next.delete(name);
    else next.set(name, after);
    return `?${next}`;
  };
  const place = params.get(name);
  const nav = useRef<HTMLElement>(null);
  const turns = useRef(false);
  const turn = ({ ctrlKey, metaKey, shiftKey }: MouseEvent): void =>
    void (turns.current = !ctrlKey && !metaKey && !shiftKey);
  // The next page of a list is read from its beginning, which is far above what was pressed.
  useEffect(() => {
    const list = nav.current?.previousElementSibling;
    if (turns.current && list instanceof HTMLElement) goTo(list);
    turns.current = false;
  }, [place]);
  const later = place !== null;
  if (!later && !pageInfo.hasNextPage) return null;
  return (
    <nav ref={nav} className="row" aria-label={say("pages")}>
      {later && (
        <ButtonLink to={to(null)} onClick={turn}>
          {say("first")}
        </ButtonLink>
      )}
      {pageInfo.hasNextPage && pageInfo.endCursor && (
        <ButtonLink to={to(pageInfo.endCursor)} onClick={turn}>
          {say("next")}
        </ButtonLink>
      )}
    </nav>
  );
}
