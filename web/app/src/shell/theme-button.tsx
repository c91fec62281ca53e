import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { defineText, useText } from "../text/language";

const KEY = "redress.theme";
const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

const text = defineText("theme", {
  en: { label: "Colours", system: "Auto", light: "Light", dark: "Dark" },
  zh: { label: "配色", system: "自动", light: "浅色", dark: "深色" },
});

const stored = (): Theme => THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? "system";

export function applyTheme(theme: Theme = stored()): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function ThemeButton(): ReactNode {
  const say = useText(text);
  const [theme, setTheme] = useState(stored);
  const change = (): void => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
    localStorage.setItem(KEY, next);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <Button kind="quiet" onClick={change}>
      <span className="visually-hidden">{say("label")}: </span>
      {say(theme)}
    </Button>
  );
}
