import { createHash } from "node:crypto";

export const endpointHash = (endpoint: string): string => createHash("sha256").update(endpoint).digest("hex");
