import { getLanguage } from "../text/language";
import { Refusal, refusalIn } from "./refusal";
import { accessToken } from "./session";

/** Fetches a file by its signed address, which works only for the person signed in here. */
export async function fetchFile(address: string, signal?: AbortSignal): Promise<Response> {
  let token = await accessToken();
  let response = await ask(address, token, signal);
  // The token may have expired in the meantime.
  if (response.status === 401) {
    token = await accessToken(token);
    response = await ask(address, token, signal);
  }
  if (response.ok) return response;
  throw refusalIn(await response.text());
}

function ask(address: string, token: string | null, signal?: AbortSignal): Promise<Response> {
  const headers = { "accept-language": getLanguage(), ...(token && { authorization: `Bearer ${token}` }) };
  return fetch(address, { signal, headers }).catch(() => {
    throw new Refusal("UNREACHABLE");
  });
}

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
