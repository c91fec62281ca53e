import type { ServicePromise } from "./service-promise.entity";

export const isInForce = ({ withdrawnAt }: Pick<ServicePromise, "withdrawnAt">): boolean => withdrawnAt === null;
