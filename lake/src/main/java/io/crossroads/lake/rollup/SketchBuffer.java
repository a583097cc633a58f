package io.crossroads.lake.rollup;

import io.crossroads.layers.rollup.Sketches;
import io.crossroads.layers.rollup.StateColumn.Part;
import java.io.Serializable;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * A sketch while it is filled: what was added here, and beside it what was merged from elsewhere.
 * Public because Spark's encoders ask for it.
 */
public final class SketchBuffer implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Part part;
  private byte[] merged;
  private transient KllDoublesSketch ranks;
  private transient HllSketch distinct;
  private transient ItemsSketch<String> top;

  SketchBuffer(Part part) {
    this.part = part;
  }

  void add(double value) {
    if (ranks == null) {
      ranks = Sketches.quantiles();
    }
    ranks.update(value);
  }

  void add(String value) {
    if (part == Part.DISTINCT) {
      if (distinct == null) {
        distinct = Sketches.distinct();
      }
      distinct.update(value);
    } else {
      if (top == null) {
        top = Sketches.top();
      }
      top.update(value);
    }
  }

  void merge(SketchBuffer other) {
    merged = Sketches.merge(part, bytes(), other.bytes());
    forgetOpen();
  }

  /** All of it as one sketch; null if nothing was added. */
  byte[] bytes() {
    return Sketches.merge(part, merged, open());
  }

  private byte[] open() {
    if (ranks != null) {
      return Sketches.bytes(ranks);
    }
    if (distinct != null) {
      return Sketches.bytes(distinct);
    }
    return top == null ? null : Sketches.bytes(top);
  }

  private void forgetOpen() {
    ranks = null;
    distinct = null;
    top = null;
  }

  /** What is still open is closed before it goes to another process. */
  private Object writeReplace() {
    SketchBuffer closed = new SketchBuffer(part);
    closed.merged = bytes();
    return closed;
  }
}
