import type { Context } from "../../platform/graphql/context";
import { passkeySite, type PasskeySite } from "./passkey-site.pure";

export const siteOf = ({ services }: Context): PasskeySite => passkeySite(services.publicUrl, services.allowedOrigins);
