package io.crossroads.lake.rollup;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** An event of the sample pipeline and which record of the topic it is. */
record Reading(
    String sensor,
    Instant at,
    String place,
    BigDecimal value,
    Long status,
    boolean flag,
    LocalDate day,
    int partition,
    long offset,
    long appendMicros) {

  static Reading of(String sensor, String at, String place, String value, Long status) {
    return new Reading(
        sensor,
        Instant.parse(at),
        place,
        value == null ? null : new BigDecimal(value),
        status,
        false,
        LocalDate.EPOCH,
        0,
        0,
        0);
  }

  /** The columns of an event, and a bucket. */
  Row row(long bucketMicros) {
    return RowFactory.create(
        sensor,
        java.sql.Timestamp.from(at),
        place,
        value,
        status,
        flag,
        Date.valueOf(day),
        bucketMicros);
  }
}
