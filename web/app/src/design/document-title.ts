let title = "";
let waiting = 0;

/** `(2) R-2026-000041 · Redress`: the tab says where one is, and that something has come. */
function show(): void {
  const count = waiting > 0 ? `(${waiting}) ` : "";
  document.title = title ? `${count}${title} · Redress` : `${count}Redress`;
}

export function nameDocument(name: string): void {
  title = name;
  show();
}

export function countInTitle(count: number): void {
  waiting = count;
  show();
}
