package io.crossroads.pipelines.transactions;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A table of rates under a name, which every amount that it gave is stored with. */
public final class RateVersion {

  /** The greatest length of a name. */
  static final int NAME_LENGTH = 64;

  private final String name;
  private final byte[] nameBytes;
  private final long takesEffectMicros;
  private final RateTable rates;

  /**
   * A version.
   *
   * @param name 1 to 64 ASCII letters, digits, points, underscores and hyphens
   * @param takesEffectMicros the append time of the first records that it applies to, microseconds
   *     since the epoch
   * @throws IllegalArgumentException if the name is none
   */
  public RateVersion(String name, long takesEffectMicros, RateTable rates) {
    if (!name.matches("[A-Za-z0-9._-]{1," + NAME_LENGTH + "}")) {
      throw new IllegalArgumentException(
          "rates are named by 1 to 64 letters, digits, '.', '_' and '-', not '" + name + "'");
    }
    this.name = name;
    this.nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    this.takesEffectMicros = takesEffectMicros;
    this.rates = Objects.requireNonNull(rates, "rates");
  }

  /** Its name, unique among versions. */
  public String name() {
    return name;
  }

  /** The append time of the first records that it applies to, microseconds since the epoch. */
  public long takesEffectMicros() {
    return takesEffectMicros;
  }

  /** The rates. */
  public RateTable rates() {
    return rates;
  }

  /** The name in ASCII; not to be changed. */
  byte[] nameBytes() {
    return nameBytes;
  }

  @Override
  public String toString() {
    return name;
  }
}
