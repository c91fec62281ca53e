import { useEffect, type ReactNode } from "react";
import { Crumbs, type Crumb } from "./crumbs";
import { nameDocument } from "./document-title";

/** A page with its heading, which is also the tab's title. `dense`: for people who work here all day. */
export function Page({
  title,
  way = [],
  here,
  actions,
  dense = false,
  children,
}: {
  title: string;
  /** The pages above this one, from the widest. */
  way?: readonly Crumb[];
  /** What this one is called by those who speak of it: a case's number. */
  here?: string;
  actions?: ReactNode;
  dense?: boolean;
  children: ReactNode;
}): ReactNode {
  useEffect(() => nameDocument(here ? `${here} · ${title}` : title), [here, title]);
  return (
    <div className="stack" data-dense={dense || undefined} style={dense ? { fontSize: "var(--text-m)" } : undefined}>
      <div className="stack-tight">
        {way.length > 0 && <Crumbs way={way} here={here} />}
        <div className="titled">
          <h1>{title}</h1>
          {actions && <div className="row">{actions}</div>}
        </div>
      </div>
      {children}
    </div>
  );
}
