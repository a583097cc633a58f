package io.crossroads.batch.history;

import io.crossroads.batch.csv.BadHeadingException;
import io.crossroads.batch.csv.Heading;
import io.crossroads.batch.csv.HeadingReader;
import io.crossroads.batch.csv.Rejects;
import io.crossroads.batch.csv.RowParser;
import io.crossroads.batch.csv.RowReader;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.rows.SortKey;
import io.crossroads.batch.storage.Storage;
import io.crossroads.batch.time.Evidence;
import io.crossroads.batch.time.Recognition;
import io.crossroads.batch.time.TimeFormat;
import io.crossroads.batch.time.UnclearTimesException;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.history.HistoryColumn;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Guesses from the beginning of a file, and from samples of a large one, how to read it. */
final class Planner {

  private static final int BEGINNING = 256 << 10;

  private final HistoryLayout layout;
  private final Pipeline pipeline;
  private final HistorySettings settings;
  private final Storage storage;

  Planner(Pipeline pipeline, HistoryLayout layout, HistorySettings settings, Storage storage) {
    this.pipeline = pipeline;
    this.layout = layout;
    this.settings = settings;
    this.storage = storage;
  }

  /**
   * Plans the first pass over a file.
   *
   * @throws RefusedFileException if its heading does not fit the layout
   */
  FilePlan plan(SourceFile stored) throws IOException, RefusedFileException {
    FileText text = FileText.of(stored, storage, BEGINNING);
    SourceFile file = text.file();
    byte[] beginning = text.beginning();
    Heading heading = heading(beginning);
    List<ByteRange> ranges =
        file.isStream()
            ? ByteRange.whole(heading.bytes())
            : ByteRange.cut(heading.bytes(), file.length(), settings.rangeBytes());
    FilePlan guess =
        new FilePlan(
            file,
            heading,
            Collections.nCopies(heading.times().size(), Recognition.ANY),
            pipeline.schema().zone(),
            key(),
            ranges,
            null,
            true);
    try {
      FilePlan plan = guess.in(formats(evidence(guess, beginning)));
      return ranges.size() == 1 ? plan : new OrderProbe(plan, storage).plan();
    } catch (UnclearTimesException e) {
      return guess.looking();
    }
  }

  /** The first bytes of a file as UTF-8. */
  byte[] beginning(SourceFile file) throws IOException, RefusedFileException {
    return FileText.of(file, storage, BEGINNING).beginning();
  }

  /** The formats that evidence speaks for. */
  List<TimeFormat> formats(List<Evidence> evidence) throws UnclearTimesException {
    List<TimeFormat> formats = new ArrayList<>();
    for (Evidence column : evidence) {
      formats.add(Recognition.decide(column, settings.formats()));
    }
    return formats;
  }

  private Heading heading(byte[] beginning) throws RefusedFileException {
    try {
      boolean whole = beginning.length < BEGINNING;
      return new HeadingReader(layout, beginning, whole).read();
    } catch (BadHeadingException e) {
      throw new RefusedFileException(e);
    }
  }

  /** What the whole lines of the beginning tell. */
  private static List<Evidence> evidence(FilePlan plan, byte[] beginning) throws IOException {
    int from = (int) plan.heading().bytes();
    int until = beginning.length;
    while (beginning.length == BEGINNING && until > from && beginning[until - 1] != '\n') {
      until--;
    }
    RowParser parser = plan.parser();
    RowBatch batch = new RowBatch(plan.heading().columns().size(), BEGINNING / 32, BEGINNING);
    new RowReader(
            new ByteArrayInputStream(beginning, from, until - from),
            from,
            false,
            until,
            parser,
            Rejects.NONE)
        .read(batch);
    return parser.evidence();
  }

  private SortKey key() {
    List<String> names = layout.columns().stream().map(HistoryColumn::name).toList();
    return new SortKey(layout.sortedBy().stream().map(names::indexOf).toList());
  }
}
