import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Mark } from "../design/mark";
import { Time } from "../design/time";
import { isStaff, useViewer } from "../shell/viewer";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import type { MyAccountFragment } from "./account.generated";
import styles from "./account.module.css";
import { Section } from "./section";

const text = defineText("memberships", {
  en: {
    title: "Companies you act for",
    none: "You act for no company.",
    register: "Register a business",
    since: "Since",
  },
  zh: { title: "所属店铺", none: "您没有加入任何店铺。", register: "登记成为服务商", since: "加入于" },
});

export function MembershipsSection({ account }: { account: MyAccountFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const staff = isStaff(useViewer());
  const memberships = account.memberships ?? [];
  return (
    <Section title={say("title")}>
      {memberships.length === 0 ? (
        <p className="row muted">
          {say("none")} {!staff && <Link to="/business">{say("register")}</Link>}
        </p>
      ) : (
        <ul className={styles.list} role="list">
          {memberships.map(({ id, role, rights, addedAt, provider }) => (
            <li key={id} className="row spread">
              <span className="row">
                <Mark id={provider.id} name={provider.legalName} />
                <Link to={`/business/${provider.id}`}>{provider.legalName}</Link>
                <Badge tone="info">{label("MemberRole", role)}</Badge>
                {rights !== "FULL" && <Badge tone="warn">{label("MemberRights", rights)}</Badge>}
              </span>
              <span className="small muted">
                {say("since")} <Time at={addedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
