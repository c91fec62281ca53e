import type { ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Checkbox, TextInput } from "../design/field";
import { defineText, useText } from "../text/language";
import { DEFAULT_KEYS, SHORTCUTS, type Keys } from "./shortcuts";

const text = defineText("keys", {
  en: {
    title: "Keys",
    on: "Use single keys",
    hint: "They are inactive while you type or a dialog is open. The arrow keys, Enter and Space always work.",
    next: "Next case, also on a case",
    previous: "Previous case, also on a case",
    open: "Open the case",
    take: "Take the case",
    takeNext: "Take the most urgent free case and open it",
    select: "Select the case",
    refresh: "Show the list as it is now",
    filter: "To the filters",
    accept: "On the case: accept it",
    ask: "On the case: ask for information or evidence",
    refuse: "On the case: do not accept it",
    decide: "On the case: rule",
    note: "On the case: leave a note to colleagues",
    evidence: "Ruling: to the evidence",
    broken: "Ruling: broken",
    partlyBroken: "Ruling: partly broken",
    kept: "Ruling: kept",
    notProven: "Ruling: not proven",
    help: "Show this",
    reset: "Reset",
    twice: "Another action has this key.",
  },
  zh: {
    title: "快捷键",
    on: "启用单键快捷键",
    hint: "输入文字或打开对话框时不起作用。方向键、回车和空格始终可用。",
    next: "下一件（案件页同样可用）",
    previous: "上一件（案件页同样可用）",
    open: "打开案件",
    take: "领取案件",
    takeNext: "领取最紧急的空闲案件并打开",
    select: "选择案件",
    refresh: "更新列表",
    filter: "跳到筛选",
    accept: "案件页：受理",
    ask: "案件页：要求补充资料或证据",
    refuse: "案件页：不予受理",
    decide: "案件页：作出处理决定",
    note: "案件页：写内部备注",
    evidence: "作出决定：跳到证据",
    broken: "作出决定：违背承诺",
    partlyBroken: "作出决定：部分违背承诺",
    kept: "作出决定：已履行承诺",
    notProven: "作出决定：未能证明",
    help: "显示快捷键",
    reset: "恢复默认",
    twice: "此键已用于其他操作。",
  },
});

export function KeysDialog({
  keys,
  onKeys,
  onClose,
}: {
  keys: Keys;
  onKeys: (keys: Keys) => void;
  onClose: () => void;
}): ReactNode {
  const say = useText(text);
  const used = Object.values(keys.of);
  return (
    <Dialog title={say("title")} onClose={onClose}>
      <Checkbox
        label={say("on")}
        checked={keys.on}
        onChange={({ target }) => onKeys({ ...keys, on: target.checked })}
      />
      <p className="muted small">{say("hint")}</p>
      <div className="grid">
        {SHORTCUTS.map((shortcut) => (
          <TextInput
            key={shortcut}
            label={say(shortcut)}
            value={keys.of[shortcut]}
            disabled={!keys.on}
            autoComplete="off"
            error={used.filter((key) => key === keys.of[shortcut]).length > 1 ? say("twice") : undefined}
            // The last key pressed counts.
            onChange={({ target }) => {
              const key = [...target.value.trim()].at(-1);
              if (key) onKeys({ ...keys, of: { ...keys.of, [shortcut]: key } });
            }}
          />
        ))}
      </div>
      <div>
        <Button onClick={() => onKeys({ on: true, of: { ...DEFAULT_KEYS } })}>{say("reset")}</Button>
      </div>
    </Dialog>
  );
}
