import { useState, type ReactNode } from "react";
import { defineText, useText } from "../text/language";
import styles from "./shell.module.css";
import { onDevice } from "../browser/kept-texts";

const KEY = "redress.theme";
const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

const text = defineText("theme", {
  en: { label: "Appearance", system: "Auto", light: "Light", dark: "Dark" },
  zh: { label: "外观", system: "自动", light: "浅色", dark: "深色" },
});

const stored = (): Theme => THEMES.find((theme) => theme === onDevice.getItem(KEY)) ?? "system";

export function applyTheme(theme: Theme = stored()): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function ThemeChoice(): ReactNode {
  const say = useText(text);
  const [theme, setTheme] = useState(stored);
  const change = (next: Theme): void => {
    onDevice.setItem(KEY, next);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <fieldset className={styles.theme}>
      <legend className="small muted">{say("label")}</legend>
      {THEMES.map((one) => (
        <label key={one}>
          <input type="radio" name="theme" checked={theme === one} onChange={() => change(one)} />
          {say(one)}
        </label>
      ))}
    </fieldset>
  );
}
