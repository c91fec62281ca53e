import { EXPORT_FORMATS } from "./export-formats.pure";
import type { ExportDigests } from "./export-files.queries";
import { isoOrNull } from "./register-content.pure";
import type { Head } from "./register.queries";

const CHAIN = {
  content:
    "JSON without spaces, the keys of every object sorted (RFC 8785), UTF-8; in the NDJSON file it stands to the byte as it was hashed",
  contentSha256: "SHA-256(content), hexadecimal",
  hash: "SHA-256(prevHash + contentSha256), of their 128 hexadecimal digits as text, hexadecimal",
  first: "the prevHash of entry 1 is 64 zeros",
};

const toHead = ({ number, hash, at }: Head): object => ({
  number,
  hash,
  at: isoOrNull(at),
});

/** What there is and where, for people and programs that come without knowing. */
export function describeRegister(publicUrl: string, head: Head): { document: object; links: string[] } {
  const at = (path: string): string => `${publicUrl}/register/${path}`;
  const feeds = [
    { type: "application/feed+json", url: at("feed.json") },
    { type: "application/atom+xml", url: at("feed.atom") },
  ];
  return {
    document: {
      title: "公示登记簿 · The public register",
      head: toHead(head),
      feeds: feeds.map((feed) => ({ ...feed, parameters: ["lang", "providerId", "before"] })),
      entry: at("entries/{id}"),
      openData: {
        manifest: at("manifest.json"),
        files: EXPORT_FORMATS.map(({ name }) => at(`export.${name}`)),
        parameters: ["asOf", "upTo"],
      },
      graphql: {
        url: `${publicUrl}/graphql`,
        fields: ["register", "registerEntry", "registerHead", "registerUpdated"],
      },
      chain: CHAIN,
    },
    links: [
      ...feeds.map(({ type, url }) => `<${url}>; rel="alternate"; type="${type}"`),
      `<${at("manifest.json")}>; rel="describedby"; type="application/json"`,
    ],
  };
}

/** Which bytes the files up to this entry have. The addresses name the entry, so that what they answer never changes. */
export function toManifest(publicUrl: string, head: Head, asOf: number | null, digests: ExportDigests): object {
  return {
    asOf: isoOrNull(asOf),
    head: toHead(head),
    entries: head.number,
    kinds: digests.kinds,
    files: EXPORT_FORMATS.map(({ name, mediaType }) => ({
      name: `register-${head.number}.${name}`,
      url: `${publicUrl}/register/export.${name}?upTo=${head.number}`,
      mediaType,
      ...digests.files[name],
    })),
    chain: CHAIN,
  };
}
