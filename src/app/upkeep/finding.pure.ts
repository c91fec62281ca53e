/** `problem`: it will not work, or not safely; `warning`: look whether that is meant. */
export interface Finding {
  about: string;
  state: "ok" | "warning" | "problem";
  text: string;
}

export const ok = (about: string, text: string): Finding => ({ about, state: "ok", text });
export const warning = (about: string, text: string): Finding => ({ about, state: "warning", text });
export const problem = (about: string, text: string): Finding => ({ about, state: "problem", text });
