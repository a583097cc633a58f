package io.crossroads.pipelines.transactions;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A table of rates under a name, which every amount that it gave is stored with; and, where one was
 * loaded, what amounts are usual.
 */
public final class RateVersion {

  /** The greatest length of a name. */
  static final int NAME_LENGTH = 64;

  private final String name;
  private final byte[] nameBytes;
  private final long takesEffectMicros;
  private final RateTable rates;
  private final UsualAmounts usualAmounts;

  /**
   * A version.
   *
   * @param name 1 to 64 ASCII letters, digits, points, underscores and hyphens
   * @param takesEffectMicros the append time of the first records that it applies to, microseconds
   *     since the epoch
   * @throws IllegalArgumentException if the name is none
   */
  public RateVersion(String name, long takesEffectMicros, RateTable rates) {
    this(name, takesEffectMicros, name, rates, UsualAmounts.NONE);
  }

  /**
   * A version of which a part may be that of the version before.
   *
   * @param ratesName the name of the version that brought the rates
   */
  RateVersion(
      String name,
      long takesEffectMicros,
      String ratesName,
      RateTable rates,
      UsualAmounts usualAmounts) {
    if (!name.matches("[A-Za-z0-9._-]{1," + NAME_LENGTH + "}")) {
      throw new IllegalArgumentException(
          "rates are named by 1 to 64 letters, digits, '.', '_' and '-', not '" + name + "'");
    }
    this.name = name;
    this.nameBytes = ratesName.getBytes(StandardCharsets.US_ASCII);
    this.takesEffectMicros = takesEffectMicros;
    this.rates = Objects.requireNonNull(rates, "rates");
    this.usualAmounts = Objects.requireNonNull(usualAmounts, "usualAmounts");
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

  /** What amounts are usual; {@link UsualAmounts#NONE} if nobody has said. */
  UsualAmounts usualAmounts() {
    return usualAmounts;
  }

  /**
   * The next version, which has the rates of this one, or its usual amounts, where it brings none.
   *
   * @param newRates empty for the same
   * @param newAmounts empty for the same
   */
  RateVersion next(
      String nextName,
      long nextTakesEffectMicros,
      Optional<RateTable> newRates,
      Optional<UsualAmounts> newAmounts) {
    return new RateVersion(
        nextName,
        nextTakesEffectMicros,
        newRates.isPresent() ? nextName : new String(nameBytes, StandardCharsets.US_ASCII),
        newRates.orElse(rates),
        newAmounts.orElse(usualAmounts));
  }

  /** The name of the version that the rates are of, in ASCII; not to be changed. */
  byte[] nameBytes() {
    return nameBytes;
  }

  @Override
  public String toString() {
    return name;
  }
}
