/** Downloads it under that name. */
export function saveAs(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Most browsers read the bytes during the click; some only a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function nameIn(response: Response): string | null {
  const extended = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  return extended ? decodeURIComponent(extended) : null;
}
