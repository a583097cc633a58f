package io.crossroads.e2e;

import java.util.Locale;

/** Lines for people, marked so that they are found among Maven's. */
final class Printed {

  private Printed() {}

  static void line(String format, Object... values) {
    System.out.println("e2e: " + String.format(Locale.ROOT, format, values));
  }
}
