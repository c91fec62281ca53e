import type { LucideIcon } from "lucide-react";
import { useId, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "./icon";

export interface Tab<Name extends string> {
  name: Name;
  text: string;
  icon: LucideIcon;
  count?: number;
  /** Addresses within the page (`#…`) that lie on this tab. */
  opens: readonly string[];
}

interface Props<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  current: Name;
  onChoose: (name: Name) => void;
  children: ReactNode;
}

/** Parts of one page, of which one is shown. The arrow keys go from tab to tab, as everywhere. */
export function Tabs<Name extends string>({ label, tabs, current, onChoose, children }: Props<Name>): ReactNode {
  const id = useId();
  function move(event: KeyboardEvent<HTMLElement>): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.findIndex(({ name }) => name === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.name);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  }
  return (
    <>
      <div className="tabs" role="tablist" tabIndex={-1} aria-label={label} onKeyDown={move}>
        {tabs.map(({ name, text, icon, count, opens }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            data-tab={name}
            data-opens={opens.join(" ")}
            aria-selected={name === current}
            aria-controls={`${id}-panel`}
            tabIndex={name === current ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            <Icon of={icon} size={16} />
            {text}
            {count !== undefined && count > 0 && <span className="count">{count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`}>
        {children}
      </div>
    </>
  );
}
