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
import io.crossroads.batch.time.KnownFormat;
import io.crossroads.batch.time.Recognition;
import io.crossroads.batch.time.TimeFormat;
import io.crossroads.batch.time.UnclearTimesException;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.history.HistoryColumn;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    SourceFile file = stored;
    byte[] beginning = beginning(file);
    if (isUtf16(beginning)) {
      file = file.in(StandardCharsets.UTF_16);
      beginning = beginning(file);
    }
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
      FilePlan plan = best(guess, beginning);
      return ranges.size() == 1 ? plan : new OrderProbe(plan, storage).plan();
    } catch (UnclearTimesException e) {
      return guess.looking();
    }
  }

  /**
   * The formats that evidence speaks for.
   *
   * @param plan what the evidence comes from; a pattern that it chose stays
   */
  List<TimeFormat> formats(FilePlan plan, List<Evidence> evidence) throws UnclearTimesException {
    List<KnownFormat> known = givenKnown();
    List<TimeFormat> formats = new ArrayList<>();
    for (int time = 0; time < evidence.size(); time++) {
      TimeFormat format = plan.formats().get(time);
      formats.add(
          format instanceof KnownFormat
              ? Recognition.decide(evidence.get(time), known)
              : Recognition.given(evidence.get(time), format));
    }
    return formats;
  }

  /** The guess in the formats that the beginning speaks for. */
  private FilePlan best(FilePlan guess, byte[] beginning)
      throws IOException, UnclearTimesException {
    FilePlan best = guess;
    long most = 0;
    for (TimeFormat pattern : settings.formats()) {
      if (!(pattern instanceof KnownFormat)) {
        FilePlan plan = guess.in(Collections.nCopies(guess.formats().size(), pattern));
        long read = evidence(plan, beginning).stream().mapToLong(Evidence::readByPattern).sum();
        boolean only = givenKnown().isEmpty() && best == guess;
        best = read > most || only ? plan : best;
        most = Math.max(read, most);
      }
    }
    if (!settings.formats().isEmpty() && givenKnown().isEmpty()) {
      return best;
    }
    List<Evidence> seen = evidence(guess, beginning);
    long known = seen.stream().mapToLong(all -> all.count(givenKnown())).sum();
    return most > known ? best : guess.in(formats(guess, seen));
  }

  private List<KnownFormat> givenKnown() {
    return settings.formats().stream()
        .filter(KnownFormat.class::isInstance)
        .map(KnownFormat.class::cast)
        .toList();
  }

  private Heading heading(byte[] beginning) throws RefusedFileException {
    try {
      boolean whole = beginning.length < BEGINNING;
      return new HeadingReader(layout, beginning, whole).read();
    } catch (BadHeadingException e) {
      throw new RefusedFileException(e);
    }
  }

  private byte[] beginning(SourceFile file) throws IOException {
    try (InputStream stream = file.open(storage, 0)) {
      return stream.readNBytes(BEGINNING);
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

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
            || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
  }
}
