import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** A certificate, `NAME.pem` and `NAME.key` in the folder: its own authority, or signed by one for a name (`DNS:…`, `IP:…`). */
export async function certify(
  folder: string,
  name: string,
  signed?: { by: string; for: string },
): Promise<{ cert: string; key: string }> {
  const at = (file: string): string => join(folder, file);
  const [cert, key] = [at(`${name}.pem`), at(`${name}.key`)];
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key];
  const by = signed
    ? ["-CA", at(`${signed.by}.pem`), "-CAkey", at(`${signed.by}.key`), "-addext", `subjectAltName=${signed.for}`]
    : [];
  await promisify(execFile)("openssl", [
    "req",
    "-x509",
    ...made,
    "-out",
    cert,
    "-days",
    "2",
    "-subj",
    `/CN=${name}`,
    ...by,
  ]);
  return { cert, key };
}
