package io.crossroads.layers.rollup;

import io.crossroads.pipelines.rollup.Measure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.ArrayOfStringsSerDe;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;

/**
 * The sketches behind percentiles, distinct counts and frequent values: how they begin, merge and
 * answer. All are of Apache DataSketches, as Spark ships it.
 */
public final class Sketches {

  /** KLL: rank error 0.6% for a single rank at 99% confidence, 0.8% for all at once. */
  public static final int QUANTILES_K = 512;

  /** HLL: relative standard error 1.15% when merged; 4 KiB, less while there are few values. */
  public static final int DISTINCT_LOG_K = 13;

  /** Frequent items: exact up to 768 distinct values, then off by at most 0.35% of all. */
  public static final int TOP_MAP_SIZE = 1024;

  /** Rank errors of two sketches together. */
  private static final double QUANTILES_TOLERANCE = 0.015;

  private static final double DISTINCT_TOLERANCE = 0.05;

  private static final ArrayOfStringsSerDe STRINGS = new ArrayOfStringsSerDe();

  private Sketches() {}

  /** An empty sketch of ranks. */
  public static KllDoublesSketch quantiles() {
    return KllDoublesSketch.newHeapInstance(QUANTILES_K);
  }

  /** An empty sketch of distinct values. */
  public static HllSketch distinct() {
    return new HllSketch(DISTINCT_LOG_K, TgtHllType.HLL_4);
  }

  /** An empty sketch of frequent values. */
  public static ItemsSketch<String> top() {
    return new ItemsSketch<>(TOP_MAP_SIZE);
  }

  public static byte[] bytes(KllDoublesSketch sketch) {
    return sketch.toByteArray();
  }

  public static byte[] bytes(HllSketch sketch) {
    return sketch.toCompactByteArray();
  }

  public static byte[] bytes(ItemsSketch<String> sketch) {
    return sketch.toByteArray(STRINGS);
  }

  /**
   * Makes one of many; the one itself if it is alone, and null if there is none.
   *
   * @param part which kind of sketch they are
   */
  public static byte[] merge(StateColumn.Part part, byte[]... sketches) {
    byte[][] present = Arrays.stream(sketches).filter(s -> s != null).toArray(byte[][]::new);
    if (present.length <= 1) {
      return present.length == 0 ? null : present[0];
    }
    return switch (part) {
      case QUANTILES -> mergeQuantiles(present);
      case DISTINCT -> mergeDistinct(present);
      case TOP -> mergeTop(present);
      case COUNT, ALL, SUM, SQUARES, MIN, MAX ->
          throw new IllegalArgumentException(part + " is no sketch");
    };
  }

  private static byte[] mergeQuantiles(byte[][] sketches) {
    KllDoublesSketch merged = quantiles();
    for (byte[] sketch : sketches) {
      merged.merge(KllDoublesSketch.heapify(Memory.wrap(sketch)));
    }
    return bytes(merged);
  }

  private static byte[] mergeDistinct(byte[][] sketches) {
    Union merged = new Union(DISTINCT_LOG_K);
    for (byte[] sketch : sketches) {
      merged.update(HllSketch.heapify(sketch));
    }
    return bytes(merged.getResult(TgtHllType.HLL_4));
  }

  private static byte[] mergeTop(byte[][] sketches) {
    ItemsSketch<String> merged = top();
    for (byte[] sketch : sketches) {
      merged.merge(ItemsSketch.getInstance(Memory.wrap(sketch), STRINGS));
    }
    return bytes(merged);
  }

  /**
   * Whether two sketches can be of the same values: what each says must be what the other does,
   * within the bounds of both. Null stands for no values.
   */
  public static boolean agree(StateColumn.Part part, byte[] one, byte[] other) {
    if (one == null || other == null) {
      return one == other;
    }
    return switch (part) {
      case QUANTILES -> agreeOnQuantiles(one, other);
      case DISTINCT -> {
        double first = HllSketch.heapify(one).getEstimate();
        double second = HllSketch.heapify(other).getEstimate();
        yield Math.abs(first - second) <= DISTINCT_TOLERANCE * Math.max(first, second);
      }
      case TOP -> agreeOnTop(one, other);
      case COUNT, ALL, SUM, SQUARES, MIN, MAX ->
          throw new IllegalArgumentException(part + " is no sketch");
    };
  }

  private static boolean agreeOnQuantiles(byte[] one, byte[] other) {
    KllDoublesSketch first = KllDoublesSketch.heapify(Memory.wrap(one));
    KllDoublesSketch second = KllDoublesSketch.heapify(Memory.wrap(other));
    boolean agree = first.getN() == second.getN();
    for (double rank = 0.05; agree && rank < 1; rank += 0.05) {
      double value = first.getQuantile(rank);
      // Equal values take up a range of ranks.
      double least = second.getRank(value) - QUANTILES_TOLERANCE;
      double greatest = second.getRank(Math.nextUp(value)) + QUANTILES_TOLERANCE;
      agree = least <= rank && rank <= greatest;
    }
    return agree;
  }

  private static boolean agreeOnTop(byte[] one, byte[] other) {
    ItemsSketch<String> first = ItemsSketch.getInstance(Memory.wrap(one), STRINGS);
    ItemsSketch<String> second = ItemsSketch.getInstance(Memory.wrap(other), STRINGS);
    return first.getStreamLength() == second.getStreamLength()
        && Arrays.stream(first.getFrequentItems(ErrorType.NO_FALSE_POSITIVES))
            .allMatch(
                row ->
                    row.getLowerBound() <= second.getUpperBound(row.getItem())
                        && second.getLowerBound(row.getItem()) <= row.getUpperBound());
  }

  /** The values at given ranks, by names such as {@code p95}, of values of a scale. */
  static Map<String, BigDecimal> percentiles(byte[] sketch, List<Double> ranks, int scale) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    KllDoublesSketch quantiles =
        sketch == null ? quantiles() : KllDoublesSketch.heapify(Memory.wrap(sketch));
    for (double rank : ranks) {
      values.put(
          Measure.percentile(rank),
          quantiles.isEmpty()
              ? null
              : BigDecimal.valueOf(Math.round(quantiles.getQuantile(rank)), scale));
    }
    return values;
  }

  /** The number of distinct values, rounded. */
  static long distinct(byte[] sketch) {
    return sketch == null ? 0 : Math.round(HllSketch.heapify(sketch).getEstimate());
  }

  /** The most frequent values, ties by the value. */
  static List<TopValue> top(byte[] sketch, int size) {
    if (sketch == null) {
      return List.of();
    }
    return Arrays.stream(
            ItemsSketch.getInstance(Memory.wrap(sketch), STRINGS)
                .getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
        .map(
            row ->
                new TopValue(
                    row.getItem(), row.getEstimate(), row.getLowerBound(), row.getUpperBound()))
        .sorted(
            Comparator.comparingLong(TopValue::estimate).reversed().thenComparing(TopValue::value))
        .limit(size)
        .toList();
  }
}
