let title = "";
let within = "";
let waiting = 0;

/** `(2) R-2026-000041 · Redress`: the tab says where one is, and that something has come. */
function show(): void {
  const count = waiting > 0 ? `(${waiting}) ` : "";
  document.title = count + [title, within, "Redress"].filter(Boolean).join(" · ");
}

export function nameDocument(name: string): void {
  title = name;
  show();
}

/** What all the pages are of, as of one company: two tabs of two companies are not called the same. */
export function nameWithin(name: string): void {
  within = name;
  show();
}

export function countInTitle(count: number): void {
  waiting = count;
  show();
}
