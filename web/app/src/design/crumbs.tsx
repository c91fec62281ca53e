import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { defineText, useText } from "../text/language";
import { Icon } from "./icon";

const text = defineText("crumbs", { en: { where: "Where you are" }, zh: { where: "当前位置" } });

export interface Crumb {
  to: string;
  text: string;
}

/** The way back from a page, from the widest; `here` is said where the page's title does not say it. */
export function Crumbs({ way, here }: { way: readonly Crumb[]; here?: string | undefined }): ReactNode {
  const say = useText(text);
  return (
    <nav className={here ? "crumbs" : "crumbs no-print"} aria-label={say("where")}>
      {way.map((crumb, index) => (
        <Fragment key={crumb.to}>
          {index > 0 && <Icon of={ChevronRight} size={14} />}
          <Link to={crumb.to}>{crumb.text}</Link>
        </Fragment>
      ))}
      {here && (
        <>
          <Icon of={ChevronRight} size={14} />
          <span className="numeric">{here}</span>
        </>
      )}
    </nav>
  );
}
