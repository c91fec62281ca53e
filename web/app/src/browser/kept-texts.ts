/** What a browser keeps: where it refuses, being full or forbidden to, this page has it for as long as it is open. */
export interface KeptTexts {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
  keys(): string[];
}

function keptIn(where: "localStorage" | "sessionStorage"): KeptTexts {
  const here = new Map<string, string>();
  // Where nothing may be kept, asking for the storage throws already.
  function attempt<T>(act: (storage: Storage) => T): T | null {
    try {
      return act(globalThis[where]);
    } catch {
      return null;
    }
  }
  // What another tab has written or removed is newer: of this storage, for the other one has texts of the same names.
  addEventListener("storage", ({ key, storageArea }) => {
    if (storageArea !== attempt((storage) => storage)) return;
    if (key === null) here.clear();
    else here.delete(key);
  });
  return {
    getItem: (key) => here.get(key) ?? attempt((storage) => storage.getItem(key)),
    setItem(key, text) {
      here.set(key, text);
      attempt((storage) => {
        storage.setItem(key, text);
        here.delete(key);
      });
    },
    removeItem(key) {
      here.delete(key);
      attempt((storage) => storage.removeItem(key));
    },
    keys: () => [...here.keys(), ...Object.keys(attempt((storage) => storage) ?? {})],
  };
}

/** For all tabs of this browser. */
export const onDevice = keptIn("localStorage");
/** For this tab. */
export const inThisTab = keptIn("sessionStorage");
