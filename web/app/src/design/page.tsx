import { useEffect, type ReactNode } from "react";
import { Crumbs, type Crumb } from "./crumbs";
import { nameDocument } from "./document-title";

/** A page with its heading, which is also the tab's title. `dense`: for people who work here all day. */
export function Page({
  title,
  way = [],
  here,
  beneath,
  actions,
  dense = false,
  children,
}: {
  title: string;
  /** The pages above this one, from the widest. */
  way?: readonly Crumb[];
  /** What this one is called by those who speak of it: a case's number. */
  here?: string;
  /** In one line under the title: what state it is in, and what it is about. */
  beneath?: ReactNode;
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
          <div className="title">
            <h1>{title}</h1>
            {beneath}
          </div>
          {actions && <div className="row">{actions}</div>}
        </div>
      </div>
      {children}
    </div>
  );
}
