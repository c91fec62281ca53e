/** How a relay tells us of answers and bounces. */
export interface MailHooks {
  /** All mail to this domain is posted to us; null: nobody reads answers. */
  answerDomain: string | null;
  /** Signs what is posted; null: nothing is taken. */
  secret: string | null;
  /** By which name the relay says in its Authentication-Results whom it has proven to send; null: senders are believed as they are written. */
  authservId: string | null;
}
