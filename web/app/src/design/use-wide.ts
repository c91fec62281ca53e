import { useSyncExternalStore } from "react";

/** Whether the window is at least so wide, a width in CSS. */
export function useWide(width: string): boolean {
  const media = matchMedia(`(width >= ${width})`);
  return useSyncExternalStore(
    (tell) => {
      media.addEventListener("change", tell);
      return () => media.removeEventListener("change", tell);
    },
    () => media.matches,
  );
}
