import { Sealer } from "../../src/platform/sealed";

const tokens = new Map<string, string>();
const sealers = new Map<string, Sealer>();

/** Addresses of servers with this secret can be read. */
export function rememberSecret(secret: string): void {
  if (!sealers.has(secret)) sealers.set(secret, new Sealer(secret));
}

/** The last token that a person of any world was given. */
export function rememberToken(accountId: string, token: string): void {
  tokens.set(accountId, token);
}

/** What whoever the signed address belongs to sends along. */
export function owner(url: string): { authorization: string } {
  const [, folder, sealed = ""] = new URL(url).pathname.split("/");
  for (const sealer of sealers.values())
    for (const use of ["upload", "download"]) {
      const link = sealer.open<{ accountId: string }>(`${folder} ${use}`, sealed);
      if (link) return { authorization: `Bearer ${tokens.get(link.accountId) ?? "of nobody"}` };
    }
  return { authorization: "Bearer of nobody" };
}

/** By whoever the address belongs to. */
export const fetchAsOwner = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, headers: { ...owner(url), ...(init.headers as Record<string, string> | undefined) } });
