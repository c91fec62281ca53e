/** How a relay tells us of answers and bounces. */
export interface MailHooks {
  /** All mail to this domain is posted to us; null: nobody reads answers. */
  answerDomain: string | null;
  /** Signs what is posted; null: nothing is taken. */
  secret: string | null;
}
