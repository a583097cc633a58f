package io.crossroads.batch.reconcile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Holds the rows of one partition, bucket by bucket, against what must be there. Offsets are
 * compared one by one, not their numbers, so that no surplus makes up for what is missing.
 */
final class PartitionAudit {

  private final TopicPartition at;
  private final Expectation.Partition expected;
  private final int mostExamples;
  private final List<String> examples = new ArrayList<>();
  private long audited;
  private long archived;
  private long rejected;
  private long lost;
  private long gaps;
  private long missing;
  private long twice;
  private long unexpected;

  PartitionAudit(TopicPartition at, Expectation.Partition expected, int mostExamples) {
    this.at = at;
    this.expected = expected;
    this.mostExamples = mostExamples;
  }

  /** Takes in the rows of a bucket; one of the tables may have none. Buckets come in order. */
  void bucket(long first, OffsetBitmaps.Bucket ofArchive, OffsetBitmaps.Bucket ofRejected) {
    skipTo(first);
    BitSet inArchive = rows(ofArchive, expected.archiveEnd());
    BitSet inRejected = rows(ofRejected, expected.rejectedEnd());
    repeated(ofArchive, inArchive);
    repeated(ofRejected, inRejected);
    compare(first, inArchive, inRejected);
    audited = first + OffsetBitmaps.SIZE;
  }

  /** What was found, when all buckets have been taken in. */
  PartitionCount end() {
    skipTo(expected.until());
    return new PartitionCount(
        at.topicId(),
        at.partition(),
        expected.until(),
        archived,
        rejected,
        lost,
        gaps,
        missing,
        twice,
        unexpected);
  }

  /** Some of what is wrong, for people. */
  List<String> examples() {
    return examples;
  }

  /** Offsets that have no row at all, up to the bucket that begins at an offset or holds it. */
  private void skipTo(long offset) {
    while (audited < offset && audited < expected.until()) {
      compare(audited, new BitSet(), new BitSet());
      audited += OffsetBitmaps.SIZE;
    }
  }

  /** The rows of a table before its own end; those from it on must not be. */
  private BitSet rows(OffsetBitmaps.Bucket bucket, long end) {
    if (bucket == null) {
      return new BitSet();
    }
    int within = (int) Math.max(0, Math.min(OffsetBitmaps.SIZE, end - bucket.first()));
    BitSet rows = bucket.offsets();
    int beyond = rows.nextSetBit(within);
    if (beyond >= 0) {
      unexpected += rows.cardinality() - rows.get(0, within).cardinality();
      example(bucket.first() + beyond, "has a row, but its table says it reached only " + end);
    }
    return rows.get(0, within);
  }

  private void repeated(OffsetBitmaps.Bucket bucket, BitSet rows) {
    if (bucket != null) {
      long again = bucket.rows() - bucket.offsets().cardinality();
      twice +=
          Math.max(
              0,
              again
                  - expected
                      .reused()
                      .between(bucket.first(), bucket.first() + OffsetBitmaps.SIZE)
                      .cardinality());
      if (again > 0) {
        count(bucket.isRejected(), again);
      }
    }
  }

  private void compare(long first, BitSet inArchive, BitSet inRejected) {
    int size = (int) Math.min(OffsetBitmaps.SIZE, expected.until() - first);
    if (size <= 0) {
      return;
    }
    BitSet archive = inArchive.get(0, size);
    BitSet reject = inRejected.get(0, size);
    count(false, archive.cardinality());
    count(true, reject.cardinality());
    BitSet gap = expected.gaps().between(first, first + size);
    BitSet reused = expected.reused().between(first, first + size);
    BitSet lostToArchive = expected.lostToArchive().between(first, first + size);
    BitSet lostToRejected = expected.lostToRejected().between(first, first + size);

    unexpected += named(first, and(archive, lostToArchive), "is archived, but told of as lost");
    unexpected += named(first, and(reject, lostToRejected), "is rejected, but told of as lost");
    twice += named(first, andNot(and(archive, reject), reused), "is archived and rejected");
    BitSet rows = or(archive, reject);
    unexpected += named(first, andNot(and(rows, gap), reused), "has a row, but no record");

    BitSet absent = new BitSet();
    absent.set(0, size);
    absent.andNot(rows);
    BitSet known = or(lostToArchive, lostToRejected);
    lost += andNot(and(absent, known), gap).cardinality();
    gaps += and(absent, gap).cardinality();
    BitSet unknown = andNot(andNot(absent, known), gap);
    missing += unknown.cardinality();
    ranges(first, unknown);
  }

  private void count(boolean isRejected, long rows) {
    if (isRejected) {
      rejected += rows;
    } else {
      archived += rows;
    }
  }

  private long named(long first, BitSet offsets, String what) {
    for (int bit = offsets.nextSetBit(0);
        bit >= 0 && examples.size() < mostExamples;
        bit = offsets.nextSetBit(bit + 1)) {
      example(first + bit, what);
    }
    return offsets.cardinality();
  }

  private void example(long offset, String what) {
    if (examples.size() < mostExamples) {
      examples.add(
          String.format(Locale.ROOT, "partition %d offset %d %s", at.partition(), offset, what));
    }
  }

  private void ranges(long first, BitSet offsets) {
    for (int from = offsets.nextSetBit(0); from >= 0 && examples.size() < mostExamples; ) {
      int until = offsets.nextClearBit(from);
      examples.add(
          until == from + 1
              ? String.format(
                  Locale.ROOT, "partition %d offset %d is missing", at.partition(), first + from)
              : String.format(
                  Locale.ROOT,
                  "partition %d offsets %d to %d are missing",
                  at.partition(),
                  first + from,
                  first + until - 1));
      from = offsets.nextSetBit(until);
    }
  }

  private static BitSet and(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }

  private static BitSet or(BitSet one, BitSet other) {
    BitSet either = (BitSet) one.clone();
    either.or(other);
    return either;
  }

  private static BitSet andNot(BitSet one, BitSet other) {
    BitSet rest = (BitSet) one.clone();
    rest.andNot(other);
    return rest;
  }
}
