package io.crossroads.pipelines.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of a pipeline's reference data: a folder each, whose name tells from which append
 * time on it applies. A version appears whole, takes effect in the future, and stays as it is: all
 * processes see it before a record needs it, and every rerun takes the same one.
 *
 * @param path where the versions are
 */
public record ReferenceFolder(Path path) {

  /** The variable that names the folder with a folder for each pipeline. */
  public static final String VARIABLE = "CROSSROADS_REFERENCE";

  /** The least time until a version takes effect, so that every process has seen it. */
  public static final Duration NOTICE = Duration.ofSeconds(30);

  private static final Pattern VERSION = Pattern.compile("(\\d{8}T\\d{6}Z)_([A-Za-z0-9._-]{1,64})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A version.
   *
   * @param name unique in its pipeline
   * @param takesEffect the append time of the first records that it applies to
   * @param folder holds its files
   */
  public record Version(String name, Instant takesEffect, Path folder) {

    /** Its files, by name. */
    public List<Path> files() {
      return sorted(folder);
    }
  }

  /** The folder of a pipeline, if the environment names one for all. */
  public static Optional<ReferenceFolder> of(String pipeline) {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(folder -> !folder.isBlank())
        .map(folder -> new ReferenceFolder(Path.of(folder, pipeline)));
  }

  /** Its versions, in the order in which they take effect; none where there is no folder. */
  public List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    for (Path folder : sorted(path)) {
      Matcher name = VERSION.matcher(folder.getFileName().toString());
      if (name.matches()) {
        versions.add(new Version(name.group(2), TIME.parse(name.group(1), Instant::from), folder));
      }
    }
    return versions;
  }

  /**
   * Adds a version.
   *
   * @param name 1 to 64 letters, digits, points, underscores and hyphens, unlike those that are
   *     there
   * @param takesEffect at least {@link #NOTICE} from now and after every other one; a part of a
   *     second is dropped
   * @throws IllegalArgumentException if it is not so; names the value
   * @throws UncheckedIOException if it cannot be written
   */
  public Version load(String name, Instant takesEffect, Instant now, List<Path> files) {
    Instant second = takesEffect.truncatedTo(ChronoUnit.SECONDS);
    requireNew(name, second, now);
    Path folder = path.resolve(TIME.format(second) + "_" + name);
    Path loading = path.resolve(".loading-" + UUID.randomUUID());
    try {
      Files.createDirectories(loading);
      for (Path file : files) {
        Files.copy(file, loading.resolve(file.getFileName()));
      }
      Files.move(loading, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
    return new Version(name, second, folder);
  }

  private void requireNew(String name, Instant takesEffect, Instant now) {
    if (!VERSION.matcher(TIME.format(takesEffect) + "_" + name).matches()) {
      throw new IllegalArgumentException(
          "a version is named by 1 to 64 letters, digits, '.', '_' and '-', not '" + name + "'");
    }
    if (takesEffect.isBefore(now.plus(NOTICE).truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a version takes effect at least %d s from now (%s), not at %s: records that came"
                  + " before were decided by what was known then",
              NOTICE.toSeconds(),
              now,
              takesEffect));
    }
    for (Version version : versions()) {
      if (version.name().equals(name)) {
        throw new IllegalArgumentException("there is a version '" + name + "' already");
      }
      if (!takesEffect.isAfter(version.takesEffect())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "version '%s' takes effect at %s; a new one must after it, not at %s",
                version.name(),
                version.takesEffect(),
                takesEffect));
      }
    }
  }

  private static List<Path> sorted(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
