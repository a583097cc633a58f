package io.crossroads.streaming.files;

import io.crossroads.streaming.source.TopicRecord;
import java.util.Arrays;

/** Which folder of a table a record belongs into; one is reused to look for it. */
final class PartitionKey {

  private final long[] numbers;
  private int hash;

  PartitionKey(int parts) {
    this.numbers = new long[parts];
  }

  private PartitionKey(PartitionKey other) {
    this.numbers = other.numbers.clone();
    this.hash = other.hash;
  }

  /** Becomes the key of a record. */
  void read(KeyPart[] parts, TopicRecord record) {
    long mixed = 0;
    for (int i = 0; i < numbers.length; i++) {
      long number = parts[i].number(record);
      numbers[i] = number;
      mixed = mixed * 31 + number;
    }
    hash = Long.hashCode(mixed);
  }

  /** One that stays as it is. */
  PartitionKey copy() {
    return new PartitionKey(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionKey key && Arrays.equals(numbers, key.numbers);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
