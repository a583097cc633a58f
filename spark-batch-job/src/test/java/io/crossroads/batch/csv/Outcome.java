package io.crossroads.batch.csv;

import java.util.ArrayList;
import java.util.List;

/** Rows and rejected lines of a text, to be compared. */
final class Outcome {

  /** A rejected line. */
  record Rejected(long line, LineFault fault, String column, String text) {}

  final List<List<Long>> rows = new ArrayList<>();
  final List<Rejected> rejected = new ArrayList<>();

  void reject(long line, LineFault fault, String column, String text) {
    rejected.add(new Rejected(line, fault, column, text));
  }
}
