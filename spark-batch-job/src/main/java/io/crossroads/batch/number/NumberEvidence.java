package io.crossroads.batch.number;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the values of one column of numbers tell of their style. Evidence of the parts of a file
 * adds up to that of the file, whatever the parts.
 */
public final class NumberEvidence implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long[] counts = new long[NumberText.values().length];
  private final String[] examples = new String[counts.length];

  /** Counts a value. */
  public void add(byte[] bytes, int from, int to) {
    int kind = NumberText.of(bytes, from, to).ordinal();
    counts[kind]++;
    if (examples[kind] == null) {
      examples[kind] = new String(bytes, from, Math.min(to - from, 40), StandardCharsets.UTF_8);
    }
  }

  /** Counts values of digits alone. */
  public void addPlain(long values) {
    counts[NumberText.PLAIN.ordinal()] += values;
  }

  /** Adds the evidence of a later part of the file. */
  public void add(NumberEvidence later) {
    for (int kind = 0; kind < counts.length; kind++) {
      counts[kind] += later.counts[kind];
      if (examples[kind] == null) {
        examples[kind] = later.examples[kind];
      }
    }
  }

  /** How many values are of some kinds. */
  long count(NumberText... kinds) {
    return Arrays.stream(kinds).mapToLong(kind -> counts[kind.ordinal()]).sum();
  }

  /** The first value of the first of some kinds that there is; null if there is none. */
  String example(NumberText... kinds) {
    return Arrays.stream(kinds)
        .map(kind -> examples[kind.ordinal()])
        .filter(example -> example != null)
        .findFirst()
        .orElse(null);
  }
}
