package io.crossroads.batch.history;

import io.crossroads.batch.csv.BadHeadingException;
import io.crossroads.batch.csv.ColumnEvidence;
import io.crossroads.batch.csv.ColumnFormats;
import io.crossroads.batch.csv.CsvColumn;
import io.crossroads.batch.csv.Heading;
import io.crossroads.batch.csv.HeadingReader;
import io.crossroads.batch.csv.Rejects;
import io.crossroads.batch.csv.RowParser;
import io.crossroads.batch.csv.RowReader;
import io.crossroads.batch.number.NumberRecognition;
import io.crossroads.batch.number.NumberStyle;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.rows.SortKey;
import io.crossroads.batch.storage.Storage;
import io.crossroads.batch.time.ClockStyle;
import io.crossroads.batch.time.Evidence;
import io.crossroads.batch.time.KnownFormat;
import io.crossroads.batch.time.Recognition;
import io.crossroads.batch.time.TimeFormat;
import io.crossroads.batch.time.UnclearColumnException;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.history.HistoryColumn;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            ColumnFormats.guess(heading),
            pipeline.schema().zone(),
            key(),
            ranges,
            null,
            true);
    try {
      FilePlan plan = best(guess, beginning);
      return ranges.size() == 1 ? plan : new OrderProbe(plan, storage).plan();
    } catch (UnclearColumnException e) {
      return guess.looking();
    }
  }

  /** The first bytes of a file as UTF-8. */
  byte[] beginning(SourceFile file) throws IOException, RefusedFileException {
    return FileText.of(file, storage, BEGINNING).beginning();
  }

  /**
   * The formats that evidence speaks for.
   *
   * @param plan what the evidence comes from; a pattern of times that it chose stays
   * @throws UnclearColumnException if there is none for a column, two, or one that can be read two
   *     ways
   */
  ColumnFormats formats(FilePlan plan, ColumnEvidence evidence) throws UnclearColumnException {
    Heading heading = plan.heading();
    List<KnownFormat> known = givenKnown();
    List<TimeFormat> times = new ArrayList<>();
    for (int time = 0; time < evidence.times().size(); time++) {
      TimeFormat format = plan.formats().times().get(time);
      times.add(
          format instanceof KnownFormat
              ? Recognition.decide(evidence.times().get(time), known)
              : Recognition.given(evidence.times().get(time), format));
    }
    requireClock(heading, times);
    List<CsvColumn> columns = heading.columns().stream().filter(each -> !each.isTime()).toList();
    List<NumberStyle> numbers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      numbers.add(
          NumberRecognition.decide(
              columns.get(i).name(), evidence.numbers().get(i), settings.numberStyle()));
    }
    return new ColumnFormats(times, numbers, evidence.clock(heading.clock()));
  }

  /** The guess in the formats that the beginning speaks for. */
  private FilePlan best(FilePlan guess, byte[] beginning)
      throws IOException, UnclearColumnException {
    FilePlan best = guess;
    long most = 0;
    for (TimeFormat pattern : settings.formats()) {
      if (!(pattern instanceof KnownFormat)) {
        FilePlan plan = guess.in(guess.formats().withTimes(pattern));
        long read =
            evidence(plan, beginning).times().stream().mapToLong(Evidence::readByPattern).sum();
        boolean only = givenKnown().isEmpty() && best == guess;
        best = read > most || only ? plan : best;
        most = Math.max(read, most);
      }
    }
    if (!settings.formats().isEmpty() && givenKnown().isEmpty()) {
      return best.in(formats(best, evidence(best, beginning)));
    }
    ColumnEvidence seen = evidence(guess, beginning);
    long known = seen.times().stream().mapToLong(all -> all.count(givenKnown())).sum();
    FilePlan chosen = most > known ? best : guess;
    return chosen.in(formats(chosen, chosen == guess ? seen : evidence(chosen, beginning)));
  }

  private List<KnownFormat> givenKnown() {
    return settings.formats().stream()
        .filter(KnownFormat.class::isInstance)
        .map(KnownFormat.class::cast)
        .toList();
  }

  /** Dates alone beside a column of hours are not all midnights. */
  private static void requireClock(Heading heading, List<TimeFormat> times)
      throws UnclearColumnException {
    boolean dates =
        times.stream()
            .anyMatch(
                format ->
                    format instanceof KnownFormat known
                        && known.shape().clock() == ClockStyle.NONE
                        && !known.shape().date().isEpoch());
    if (dates && !heading.spareClock().isEmpty()) {
      throw new UnclearColumnException(
          String.format(
              Locale.ROOT,
              "its times are dates alone, and column '%s' beside them looks like the time of day:"
                  + " name the date's column Date to have both put together, or remove '%s'",
              heading.spareClock(),
              heading.spareClock()));
    }
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
  private static ColumnEvidence evidence(FilePlan plan, byte[] beginning) throws IOException {
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
