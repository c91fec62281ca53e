import { Search } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Icon } from "../design/icon";
import { later } from "../design/later";
import { defineText, useText } from "../text/language";
import styles from "./shell.module.css";

const Palette = later(() => import("./palette"));

const text = defineText("searchField", { en: { search: "Search or jump to…" }, zh: { search: "搜索或前往…" } });

const HAS_COMMAND = /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** Looks like a field and opens one, also by the keyboard from anywhere. */
export function SearchField(): ReactNode {
  const say = useText(text);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <button className={styles.search} aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpen(true)}>
        <Icon of={Search} size={16} />
        <span>{say("search")}</span>
        <kbd>{HAS_COMMAND ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      {open && <Palette onClose={() => setOpen(false)} />}
    </>
  );
}
