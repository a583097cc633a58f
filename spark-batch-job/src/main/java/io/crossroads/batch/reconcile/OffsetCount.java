package io.crossroads.batch.reconcile;

/**
 * Rows of both tables of one partition, before it is known what there should be.
 *
 * @param archived rows in the archive
 * @param rejected rows in the table of rejected records
 * @param distinct offsets that have at least one row
 */
record OffsetCount(long archived, long rejected, long distinct) {

  static final OffsetCount NONE = new OffsetCount(0, 0, 0);
}
