package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.reference.ReferenceFolder;
import io.crossroads.pipelines.reference.ReferenceFolder.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rates that were loaded, after the ones that are shipped, and usual amounts beside them. It
 * looks for new versions again and again, more often than one could take effect unseen. Several
 * threads may ask.
 */
final class LoadedRates implements Supplier<RateVersions> {

  private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();

  private final ReferenceFolder folder;
  private List<Version> known = List.of();
  private volatile RateVersions rates = RateVersions.samples();
  private volatile long lookedNanos = System.nanoTime() - LOOK_NANOS;

  LoadedRates(ReferenceFolder folder) {
    this.folder = folder;
  }

  /**
   * All versions as they are now.
   *
   * @throws IllegalStateException if one that was there is not any more, as then the same record
   *     would be decided otherwise
   * @throws IllegalArgumentException if a file holds no rates; names file and line
   */
  @Override
  public RateVersions get() {
    if (System.nanoTime() - lookedNanos >= LOOK_NANOS) {
      look();
    }
    return rates;
  }

  private synchronized void look() {
    if (System.nanoTime() - lookedNanos < LOOK_NANOS) {
      return;
    }
    List<Version> found = folder.versions();
    if (!found.subList(0, Math.min(known.size(), found.size())).equals(known)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "versions of rates in %s were %s and are %s: put back what was there, as records are"
                  + " decided by it",
              folder.path(),
              known.stream().map(Version::name).toList(),
              found.stream().map(Version::name).toList()));
    }
    RateVersions next = rates;
    for (Version version : found.subList(known.size(), found.size())) {
      next =
          next.with(
              next.last()
                  .next(
                      version.name(),
                      ChronoUnit.MICROS.between(Instant.EPOCH, version.takesEffect()),
                      rates(version.files()),
                      usualAmounts(version.files())));
    }
    known = found;
    rates = next;
    lookedNanos = System.nanoTime();
  }

  /** The rates of the files of one version; empty if it brings none. */
  private static Optional<RateTable> rates(List<Path> files) {
    List<Rate> all = read(files);
    return all.isEmpty() ? Optional.empty() : Optional.of(new RateTable(all));
  }

  /** The usual amounts of the files of one version; empty if it brings none. */
  private static Optional<UsualAmounts> usualAmounts(List<Path> files) {
    List<Path> usual = files.stream().filter(UsualAmountsFile::is).toList();
    if (usual.size() > 1) {
      throw new IllegalArgumentException("usual amounts are in one file, not in " + usual);
    }
    return usual.stream().findFirst().map(UsualAmountsFile::read);
  }

  private static List<Rate> read(List<Path> files) {
    List<Rate> all = new ArrayList<>();
    for (Path file : files) {
      if (UsualAmountsFile.is(file)) {
        continue;
      }
      try {
        all.addAll(RateFile.read(file.getFileName().toString(), Files.newInputStream(file)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return all;
  }

  /** Reads files that are to be loaded, and tells what is in them. */
  static String check(List<Path> files) {
    List<Rate> all = read(files);
    Set<String> currencies = new HashSet<>();
    all.forEach(rate -> currencies.add(rate.currency()));
    rates(files);
    String known =
        String.format(Locale.ROOT, "%,d rates of %d currencies", all.size(), currencies.size());
    return usualAmounts(files)
        .map(
            usual ->
                String.format(
                    Locale.ROOT,
                    "%s, usual amounts of %d currencies",
                    known,
                    usual.byCurrency().size()))
        .orElse(known);
  }
}
