package io.crossroads.lake.rollup;

import io.crossroads.layers.rollup.StateColumn.Part;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;

/** Aggregate functions that make sketches; null where no value was added. */
final class SketchAggregators {

  private SketchAggregators() {}

  /** A sketch of ranks of numbers. */
  static Column ofNumbers(Column values) {
    return functions.udaf(new OfNumbers(), Encoders.DOUBLE()).apply(values);
  }

  /** A sketch of distinct or frequent texts. */
  static Column ofTexts(Part part, Column values) {
    return functions.udaf(new OfTexts(part), Encoders.STRING()).apply(values);
  }

  /** Ends and merges in the same way, whatever is added. */
  private abstract static class Sketching<T> extends Aggregator<T, SketchBuffer, byte[]> {

    private static final long serialVersionUID = 1L;

    private final Part part;

    Sketching(Part part) {
      this.part = part;
    }

    @Override
    public SketchBuffer zero() {
      return new SketchBuffer(part);
    }

    @Override
    public SketchBuffer merge(SketchBuffer one, SketchBuffer other) {
      one.merge(other);
      return one;
    }

    @Override
    public byte[] finish(SketchBuffer buffer) {
      return buffer.bytes();
    }

    @Override
    public Encoder<SketchBuffer> bufferEncoder() {
      return Encoders.javaSerialization(SketchBuffer.class);
    }

    @Override
    public Encoder<byte[]> outputEncoder() {
      return Encoders.BINARY();
    }
  }

  private static final class OfNumbers extends Sketching<Double> {

    private static final long serialVersionUID = 1L;

    OfNumbers() {
      super(Part.QUANTILES);
    }

    @Override
    public SketchBuffer reduce(SketchBuffer buffer, Double value) {
      if (value != null) {
        buffer.add(value.doubleValue());
      }
      return buffer;
    }
  }

  private static final class OfTexts extends Sketching<String> {

    private static final long serialVersionUID = 1L;

    OfTexts(Part part) {
      super(part);
    }

    @Override
    public SketchBuffer reduce(SketchBuffer buffer, String value) {
      if (value != null) {
        buffer.add(value);
      }
      return buffer;
    }
  }
}
