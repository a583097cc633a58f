package io.crossroads.demo.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.demo.setup.DemoSettings;
import io.crossroads.pipelines.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The JSON that commands write about their work. */
public final class Reports {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Reports() {}

  /**
   * Reads one.
   *
   * @throws UncheckedIOException if it is not there or not as expected
   */
  public static <T> T read(Path report, Class<T> type) {
    try {
      return JSON.readValue(report.toFile(), type);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads what {@code reconcile} found of a pipeline: of several they stand in one file by name.
   *
   * @throws UncheckedIOException if it is not there or not as expected
   */
  public static Reconciliation reconciliation(
      Path report, DemoSettings settings, Pipeline pipeline) {
    if (!settings.several()) {
      return read(report, Reconciliation.class);
    }
    try {
      return JSON.treeToValue(
          JSON.readTree(report.toFile()).path(pipeline.name()), Reconciliation.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
