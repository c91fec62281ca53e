export interface Person {
  id: string;
  /** Family of the refresh token that the person's access tokens belong to. */
  session: string;
}

export interface FilableOrder {
  orderId: string;
  consumer: Person;
  promiseVersionId: string;
}

export interface DecidableCase {
  complaintId: string;
  providerId: string;
  breachId: string;
  leaseToken: number;
  moderator: Person;
}

/** What the works need to know of the seeded market. */
export interface World {
  providers: string[];
  moderators: Person[];
  /** More moderators, who hold no case: one for each of many sockets. */
  watchers: Person[];
  ruleVersionId: string;
  ruleCode: string;
  /** Under review, each leased to a moderator for years to come; in random order. */
  decidable: DecidableCase[];
  /** Fresh orders nobody has complained about. */
  filable: FilableOrder[];
  /** Submitted cases that nobody holds, ten of them. */
  submitted: string[];
}
