package io.crossroads.batch.csv;

import java.util.Locale;

/**
 * How much of a file is looked at at once.
 *
 * @param recordBytes most bytes of a record with its line end; a longer one is rejected
 * @param bufferBytes bytes that are read ahead, more than those of a record
 */
record CsvLimits(int recordBytes, int bufferBytes) {

  /** Records of 64 KiB, as of events. */
  static final CsvLimits DEFAULT = new CsvLimits(64 << 10, 1 << 20);

  CsvLimits {
    if (recordBytes < 1 || bufferBytes <= recordBytes) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "records of %d bytes in a buffer of %d", recordBytes, bufferBytes));
    }
  }
}
