export interface ChatLine {
  time: string;
  name: string;
  text: string;
}

// `10:02 name: text`, `[2026-11-01 10:02:33] name：text`, `12/31/20, 10:02 - name: text`
const LINE =
  /^\s*[[(（【]?((?:\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?[,，]?\s*)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AP]M)?)[\])）】]?\s*[-–]?\s*([^:：]{1,40})[:：]\s*(.*)$/i;

/** Parses a text as a conversation if most of its lines look like one; else null. Other lines continue the previous message. */
export function chatLines(text: string): ChatLine[] | null {
  const written = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const said: ChatLine[] = [];
  let matched = 0;
  for (const line of written) {
    const [, time, name, words] = LINE.exec(line) ?? [];
    const last = said.at(-1);
    if (time !== undefined && name !== undefined && words !== undefined) {
      matched += 1;
      said.push({ time, name: name.trim(), text: words });
    } else if (last) last.text += `\n${line}`;
    else return null;
  }
  return matched > 0 && matched * 2 >= written.length ? said : null;
}
