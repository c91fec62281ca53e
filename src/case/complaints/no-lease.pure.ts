/** Nobody has the case: the lease is over, and the hold with it. */
export const NO_LEASE = { leaseHolderId: null, leaseExpiresAt: null, heldUntil: null, holdReason: null } as const;
