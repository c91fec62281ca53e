import { useEffect, type ReactNode } from "react";

/** A page with its heading, which is also the tab's title. `dense`: for people who work here all day. */
export function Page({
  title,
  actions,
  dense = false,
  children,
}: {
  title: string;
  actions?: ReactNode;
  dense?: boolean;
  children: ReactNode;
}): ReactNode {
  useEffect(() => {
    document.title = `${title} · Redress`;
  }, [title]);
  return (
    <div className="stack" data-dense={dense || undefined} style={dense ? { fontSize: "var(--text-m)" } : undefined}>
      <div className="row spread">
        <h1>{title}</h1>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
