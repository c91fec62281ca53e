import type { TimeStamp, TimeStamper } from "../../../platform/time-stamper";
import type { Archive, ArchivedFile } from "./archive";

/** As `sha256sum -c` reads it: what is stamped can be checked without our script. */
const sums = (files: readonly ArchivedFile[]): Buffer =>
  Buffer.from(files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join(""));

/**
 * Has the digests of all files so far stamped, and says in the archive what came of it. The manifest lists these files, too, so that
 * the platform's signature covers whether there is a time stamp.
 */
export async function addTimeStamp(archive: Archive, stamper: TimeStamper): Promise<TimeStamp> {
  const listed = sums(archive.files);
  const { host } = stamper;
  const stamped = await stamper.stamp(listed);
  await archive.add("SHA256SUMS", [listed]);
  if (stamped.outcome === "STAMPED") await archive.add("SHA256SUMS.tsr", [stamped.reply], { packed: true });
  await archive.add("TIMESTAMP.txt", [
    stamped.outcome === "STAMPED" ? given(host, stamped.at) : missing(host, stamped),
  ]);
  return stamped;
}

const given = (host: string, at: number): string => `时间戳
======
时间戳服务 ${host} 于 ${new Date(at).toISOString()} 为文件 SHA256SUMS 加盖了时间戳（RFC 3161），证明该清单所列全部文件当时已经存在且未被改动。

核验（无需平台，无需本卷宗的脚本）：
  sha256sum -c SHA256SUMS
  openssl ts -verify -data SHA256SUMS -in SHA256SUMS.tsr -CAfile CA.pem
其中 CA.pem 为该时间戳服务的根证书，请向该服务或其监管机构索取，不要取自本卷宗的提供者；
若服务方的中间证书不在时间戳内，另加 -untrusted 文件名。
时间戳内容： openssl ts -reply -in SHA256SUMS.tsr -text

Time stamp
==========
The time stamp service ${host} stamped the file SHA256SUMS at ${new Date(at).toISOString()} (RFC 3161): every file listed
in it was there then, as it is now.

To check it, with neither the platform nor the script in this dossier:
  sha256sum -c SHA256SUMS
  openssl ts -verify -data SHA256SUMS -in SHA256SUMS.tsr -CAfile CA.pem
CA.pem is the root certificate of the service: take it from the service or its supervisor, not from whoever gave you the
dossier. If the service's intermediate certificates are not in the time stamp, add -untrusted FILE.
What it says: openssl ts -reply -in SHA256SUMS.tsr -text
`;

const WHY: Record<Exclude<TimeStamp["outcome"], "STAMPED">, readonly [zh: string, en: string]> = {
  UNAVAILABLE: ["该服务当时无法使用。", "The service was not available."],
  INVALID: ["该服务的答复不是有效的时间戳。", "What the service answered was no valid time stamp."],
};

function missing(host: string, { outcome }: { outcome: keyof typeof WHY }): string {
  const [zh, en] = WHY[outcome];
  return `本卷宗没有时间戳
================
本卷宗应由时间戳服务 ${host} 加盖时间戳，但未能取得：${zh}
卷宗的其余部分完整，平台的签名照常有效，但仅能证明平台自己的陈述，不能证明制作时间。
如需时间戳，请重新生成卷宗。

This dossier has no time stamp
==============================
It was to be stamped by the time stamp service ${host}, but could not be. ${en}
Everything else is complete, and signed by the platform as ever; the time at which it was made rests on the platform's word
alone. For a time stamp ask for the dossier anew.
`;
}
