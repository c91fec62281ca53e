import type { Client } from "urql";
import { sha256Of } from "../api/redress";
import { refusalOf, unreachable } from "../api/refusal";
import { RegisterLinksDocument, type RegisterLinksQuery } from "./audit.generated";

const FIRST_HASH = "0".repeat(64);

export interface Checked {
  count: number;
  /** Number of the entry at which the chain is broken; null if it is intact. */
  brokenAt: number | null;
}

const sha256 = (words: string): Promise<string> => sha256Of(new TextEncoder().encode(words).buffer);

async function linksAfter(client: Client, after: string | null): Promise<RegisterLinksQuery> {
  const { data, error } = await client
    .query(RegisterLinksDocument, { after }, { requestPolicy: "network-only" })
    .toPromise();
  if (data) return data;
  throw refusalOf(error) ?? unreachable();
}

/**
 * Recomputes every hash from the head down to entry 1, as the schema describes. Throws the refusal if the register cannot be
 * read; returns null if the check was cancelled.
 */
export async function checkRegister(
  client: Client,
  signal: AbortSignal,
  onProgress: (count: number) => void,
): Promise<Checked | null> {
  let page = await linksAfter(client, null);
  let expected = page.registerHead;
  let count = 0;
  for (;;) {
    for (const { number, content, contentSha256, prevHash, hash } of page.register.nodes) {
      if (signal.aborted) return null;
      const digest = await sha256(content);
      const link = await sha256(prevHash + digest);
      if (number !== expected.number || hash !== expected.hash || digest !== contentSha256 || link !== hash)
        return { count, brokenAt: expected.number };
      expected = { number: number - 1, hash: prevHash };
      onProgress((count += 1));
    }
    const { hasNextPage, endCursor } = page.register.pageInfo;
    if (!hasNextPage) return { count, brokenAt: isBeginning(expected) ? null : expected.number };
    page = await linksAfter(client, endCursor ?? null);
  }
}

const isBeginning = ({ number, hash }: RegisterLinksQuery["registerHead"]): boolean =>
  number === 0 && hash === FIRST_HASH;
