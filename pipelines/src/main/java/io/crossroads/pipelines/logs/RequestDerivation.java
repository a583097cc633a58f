package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.schema.Derivation;
import io.crossroads.pipelines.schema.EventSchema;
import java.util.Arrays;
import java.util.Optional;

/**
 * Adds day and hour in UTC, and brings what can be written in several ways into one: the name of
 * the host and the address of the client. It makes objects only for texts that it changes.
 */
final class RequestDerivation implements Derivation {

  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final int HOURS = 24;

  private final int time;
  private final int host;
  private final int address;
  private final int day;

  /**
   * A derivation for any number of threads.
   *
   * @param logged the fields, behind which day and hour are to follow
   */
  RequestDerivation(EventSchema logged) {
    time = logged.indexOf(RequestSchema.TIME);
    host = logged.indexOf(RequestSchema.HOST);
    address = logged.indexOf(RequestSchema.ADDRESS);
    day = logged.fields().size();
  }

  @Override
  public Optional<Rejection> derive(EventRow row, long appendTimeMicros) {
    long hours = Math.floorDiv(row.number(time), MICROS_PER_HOUR);
    row.setNumber(day, Math.floorDiv(hours, HOURS));
    row.setNumber(day + 1, Math.floorMod(hours, HOURS));
    lowerHost(row);
    if (row.has(address)) {
      canonicalAddress(row);
    }
    return Optional.empty();
  }

  private void lowerHost(EventRow row) {
    byte[] bytes = row.textBytes(host);
    int from = row.textOffset(host);
    int to = from + row.textLength(host);
    int at = from;
    while (at < to && !isCapital(bytes[at])) {
      at++;
    }
    if (at == to) {
      return;
    }
    byte[] name = Arrays.copyOfRange(bytes, from, to);
    for (int i = at - from; i < name.length; i++) {
      name[i] = isCapital(name[i]) ? (byte) (name[i] | 0x20) : name[i];
    }
    row.setText(host, name, 0, name.length, -1);
  }

  private static boolean isCapital(byte character) {
    return character >= 'A' && character <= 'Z';
  }

  private void canonicalAddress(EventRow row) {
    byte[] bytes = row.textBytes(address);
    int from = row.textOffset(address);
    int to = from + row.textLength(address);
    if (IpAddress.isIpv4(bytes, from, to)) {
      return;
    }
    byte[] canonical = IpAddress.canonical(bytes, from, to);
    if (canonical != null) {
      row.setText(address, canonical, 0, canonical.length, -1);
    }
  }
}
