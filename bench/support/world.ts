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
  openedAt: number;
  providerId: string;
  breachId: string;
  leaseToken: number;
  moderator: Person;
}

/** What the tasks need of the seeded market. */
export interface World {
  providers: string[];
  listings: string[];
  /** One that a penalty in force keeps from selling. */
  suspended: string;
  /** Some cases, in all states, to be read. */
  shown: string[];
  moderators: Person[];
  /** More moderators, who have taken no case: one for each of many sockets. */
  watchers: Person[];
  ruleVersionId: string;
  ruleCode: string;
  /** Under review, each leased to a moderator for years to come; in random order. */
  decidable: DecidableCase[];
  /** Fresh orders without a complaint. */
  filable: FilableOrder[];
  /** Ten submitted cases that no one has taken. */
  submitted: string[];
}
