/** Everything we accept, with the endings its files may have: names that suggest another type are refused. */
const ACCEPTED = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "image/heic": ["heic", "heif"],
  "application/pdf": ["pdf"],
  "video/mp4": ["mp4", "m4v"],
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a"],
  "audio/wav": ["wav"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "text/plain": ["txt", "log", "csv", "json", "md"],
} as const;

export type MediaType = keyof typeof ACCEPTED;
export const ACCEPTED_TYPES = Object.keys(ACCEPTED) as MediaType[];

/** Other names in use for the same types. */
const ALIASES: Record<string, MediaType> = {
  "image/jpg": "image/jpeg",
  "image/apng": "image/png",
  "image/heif": "image/heic",
  "video/x-m4v": "video/mp4",
  "audio/mp3": "audio/mpeg",
  "audio/m4a": "audio/mp4",
  "audio/x-m4a": "audio/mp4",
  "audio/wave": "audio/wav",
  "audio/x-wav": "audio/wav",
  "audio/vnd.wave": "audio/wav",
  "application/ogg": "audio/ogg",
  "text/csv": "text/plain",
  "text/markdown": "text/plain",
  "application/json": "text/plain",
};

/** The accepted type that a name stands for, parameters aside; null for all others. */
export function acceptedType(name: string): MediaType | null {
  const bare = name.split(";")[0]?.trim().toLowerCase() ?? "";
  return ACCEPTED_TYPES.find((type) => type === bare) ?? ALIASES[bare] ?? null;
}

export function namedAs(type: MediaType, fileName: string): boolean {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return (ACCEPTED[type] as readonly string[]).includes(ending);
}

/** How many bytes file-type reads. */
export const HEAD = 4_100;
// Control characters other than tab, line feed, form feed and carriage return.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** Works on a chunk of text wherever it was cut: in UTF-8 these bytes mean nothing else. */
export function hasControl(chunk: Uint8Array): boolean {
  for (const byte of chunk) if (byte < 128 && IS_CONTROL[byte]) return true;
  return false;
}
const IS_CONTROL = Array.from({ length: 128 }, (_, byte) => CONTROL.test(String.fromCharCode(byte)));

/** Determines a file's type from its bytes as they pass: by magic bytes, or as text when all of it is text. */
export class MediaTypeProbe {
  private head = Buffer.alloc(0);
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });
  private isText = true;

  add(chunk: Uint8Array): void {
    if (this.head.length < HEAD) this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD - this.head.length)]);
    if (this.isText) this.isText = !CONTROL.test(this.decode(chunk));
  }

  /** Call once, after the last chunk. */
  async type(): Promise<MediaType | null> {
    return (await this.byMagic()) ?? (this.isText && !CONTROL.test(this.decode()) ? "text/plain" : null);
  }

  /** The type, if the rest is like what has arrived. */
  async typeSoFar(): Promise<MediaType | null> {
    return (await this.byMagic()) ?? (this.isText ? "text/plain" : null);
  }

  /** Null for types we do not accept: text may begin like one by chance, as "BMW …" does like a bitmap. */
  private async byMagic(): Promise<MediaType | null> {
    const { fileTypeFromBuffer } = await import("file-type");
    const magic = await fileTypeFromBuffer(this.head).catch(() => undefined); // a broken file has no type
    return magic ? acceptedType(magic.mime) : null;
  }

  /** Without a chunk: what is left at the end. Returns NUL, which no text has, for bytes that are not UTF-8. */
  private decode(chunk?: Uint8Array): string {
    try {
      return chunk ? this.decoder.decode(chunk, { stream: true }) : this.decoder.decode();
    } catch {
      return "\u0000";
    }
  }
}
