package io.crossroads.pipelines.reference;

import java.nio.file.Path;
import java.util.List;

/** Says whether files are reference data of a pipeline. */
@FunctionalInterface
public interface ReferenceCheck {

  /**
   * Reads the files of one version.
   *
   * @return what is in them, in a few words, such as {@code 8,012 rates of 41 currencies}
   * @throws IllegalArgumentException if they are none; names the file, the line and what to do
   */
  String check(List<Path> files);
}
