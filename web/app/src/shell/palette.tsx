import { Command } from "cmdk";
import { useDeferredValue, useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { Bell, Settings } from "lucide-react";
import type { SearchKind } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { Dialog } from "../design/dialog";
import { Icon } from "../design/icon";
import { Refused } from "../design/refused";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { navigationOf, navigationText, type Entry } from "./navigation";
import { PaletteSearchDocument, type PaletteSearchQuery } from "./palette.generated";
import styles from "./palette.module.css";
import { useViewer } from "./viewer";

const text = defineText("palette", {
  en: {
    title: "Search or jump to",
    ask: "A case's number, a name, words…",
    pages: "Pages",
    account: "Account and security",
    none: "Nothing found",
    searching: "Searching…",
  },
  zh: {
    title: "搜索或前往",
    ask: "案件编号、名称或关键词…",
    pages: "页面",
    account: "账号与安全",
    none: "没有找到",
    searching: "正在搜索…",
  },
});

type Hit = PaletteSearchQuery["search"][number];

const ADDRESS: Record<SearchKind, (hit: Hit) => string> = {
  COMPLAINT: ({ id }) => `/cases/${id}`,
  PROVIDER: ({ id }) => `/providers/${id}`,
  LISTING: ({ id }) => `/listings/${id}`,
  RULE: ({ code }) => `/rules/${code}`,
  GUIDE: ({ id }) => `/guides/${id}`,
  ACCOUNT: ({ code }) => `/accounts?${new URLSearchParams({ text: code ?? "" })}`,
};

/** One letter finds everything and means nothing. */
const LEAST = 2;

/** Everything one may open, by its name or number: pages at once, the rest as the server finds it. */
export default function Palette({ onClose }: { onClose: () => void }): ReactNode {
  const say = useText(text);
  const sayNavigation = useText(navigationText);
  const label = useLabel();
  const navigate = useNavigate();
  const viewer = useViewer();
  const [typed, setTyped] = useState("");
  const asked = useDeferredValue(typed.trim());
  const { data, fetching, refusal } = useRead(PaletteSearchDocument, { text: asked }, { pause: asked.length < LEAST });
  const go = (to: string): void => {
    onClose();
    void navigate(to);
  };
  const own: Entry[] = viewer ? [{ to: "/inbox", text: "inbox", icon: Bell }] : [];
  const pages = [
    ...[...navigationOf(viewer), ...own].map(({ to, text: name, icon }) => ({ to, icon, name: sayNavigation(name) })),
    ...(viewer ? [{ to: "/account", icon: Settings, name: say("account") }] : []),
  ].filter(({ name }) => name.toLowerCase().includes(asked.toLowerCase()));
  const hits = asked.length < LEAST ? [] : (data?.search ?? []);
  return (
    <Dialog title={say("title")} onClose={onClose}>
      <Command shouldFilter={false} label={say("title")} className={styles.palette}>
        <Command.Input value={typed} onValueChange={setTyped} placeholder={say("ask")} maxLength={100} />
        <Refused refusal={refusal} />
        <Command.List>
          {hits.map((hit) => (
            <Command.Item key={hit.id} value={hit.id} onSelect={() => go(ADDRESS[hit.kind](hit))}>
              <span className="badge">{label("SearchKind", hit.kind)}</span>
              <span className={styles.name}>{hit.title}</span>
              {hit.code && <span className="muted small numeric">{hit.code}</span>}
            </Command.Item>
          ))}
          {pages.length > 0 && (
            <Command.Group heading={say("pages")}>
              {pages.map(({ to, icon, name }) => (
                <Command.Item key={to} value={to} onSelect={() => go(to)}>
                  <Icon of={icon} />
                  <span className={styles.name}>{name}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Empty>{say(fetching ? "searching" : "none")}</Command.Empty>
        </Command.List>
      </Command>
    </Dialog>
  );
}
