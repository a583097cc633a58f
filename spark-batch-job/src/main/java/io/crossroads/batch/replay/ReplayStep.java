package io.crossroads.batch.replay;

/** How far a replay is with some of its records. */
enum ReplayStep {
  /** Nothing is written yet. */
  READ,
  /** The store says that they are to be sent. */
  CHOSEN,
  /** They are sent, in a transaction that is open. */
  SENT,
  /** The transaction is committed. */
  COMMITTED,
  /** The store says where they are. */
  RECORDED
}
