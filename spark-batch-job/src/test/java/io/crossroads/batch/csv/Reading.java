package io.crossroads.batch.csv;

import io.crossroads.batch.number.NumberStyle;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.time.KnownFormat;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads texts by {@link RowReader}, in one part or several. */
final class Reading {

  static final HistoryLayout LAYOUT = Pipelines.named("traffic").history().orElseThrow();

  private final byte[] file;
  private final Heading heading;
  private final KnownFormat format;
  private final CsvLimits limits;
  private final int batchRows;

  Reading(byte[] file, Heading heading, KnownFormat format, CsvLimits limits, int batchRows) {
    this.file = file;
    this.heading = heading;
    this.format = format;
    this.limits = limits;
    this.batchRows = batchRows;
  }

  static Heading heading(byte[] file) {
    try {
      return new HeadingReader(LAYOUT, file, true).read();
    } catch (BadHeadingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Reading of(String text, KnownFormat format) {
    byte[] file = text.getBytes(StandardCharsets.UTF_8);
    return new Reading(file, heading(file), format, CsvLimits.DEFAULT, 1000);
  }

  private ColumnFormats formats() {
    return new ColumnFormats(
        List.of(format),
        Collections.nCopies(heading.columns().size() - 1, NumberStyle.PLAIN),
        heading.clock());
  }

  /** All of the file. */
  Outcome all() {
    Outcome outcome = new Outcome();
    part(heading.bytes(), false, Long.MAX_VALUE, 0, outcome);
    return outcome;
  }

  /** The file in two parts, the second one read again where its start was guessed wrong. */
  Outcome splitAt(int border) {
    Outcome first = new Outcome();
    RowReader before = part(heading.bytes(), false, border, 0, first);
    Outcome second = new Outcome();
    RowReader after = part(border, true, Long.MAX_VALUE, before.lines(), second);
    if (after.start() != before.offset()) {
      second = new Outcome();
      part(before.offset(), false, Long.MAX_VALUE, before.lines(), second);
    }
    first.rows.addAll(second.rows);
    first.rejected.addAll(second.rejected);
    return first;
  }

  /** Whether the second of two parts starts where the first one ends. */
  boolean joinsAt(int border) {
    Outcome ignored = new Outcome();
    RowReader before = part(heading.bytes(), false, border, 0, ignored);
    return part(border, true, Long.MAX_VALUE, 0, ignored).start() == before.offset();
  }

  private RowReader part(long from, boolean seek, long until, long lines, Outcome outcome) {
    int skipped = (int) (seek ? from - 1 : from);
    RowParser parser = new RowParser(heading, formats(), ZoneOffset.UTC);
    RowBatch batch = new RowBatch(heading.columns().size(), 1, batchRows);
    try {
      RowReader reader =
          new RowReader(
              new ByteArrayInputStream(file, skipped, file.length - skipped),
              from,
              seek,
              until,
              parser,
              (line, fault, column, text) -> outcome.reject(lines + line, fault, column, text),
              limits);
      int before = outcome.rows.size() + outcome.rejected.size();
      boolean more = true;
      while (more) {
        batch.clear();
        more = reader.read(batch);
        for (int row = 0; row < batch.rows(); row++) {
          List<Long> values = new ArrayList<>();
          for (int column = 0; column < batch.width(); column++) {
            values.add(batch.column(column)[row]);
          }
          outcome.rows.add(values);
        }
      }
      int records = outcome.rows.size() + outcome.rejected.size() - before;
      if (records != reader.records()) {
        throw new AssertionError(reader.records() + " records counted, " + records + " came");
      }
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
