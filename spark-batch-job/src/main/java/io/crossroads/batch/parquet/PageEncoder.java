package io.crossroads.batch.parquet;

import org.apache.parquet.format.Encoding;

/** Encodes the values of one page of a column that is required and not nested. */
interface PageEncoder {

  /** The encoding, as the page's header names it. */
  Encoding encoding();

  /** Adds {@code values[from..to)}, which are not empty, to a page. */
  void encode(long[] values, int from, int to, PageBytes page);
}
