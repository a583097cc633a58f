package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rates come in two forms; what is neither is refused with its line. */
class RateFileTest {

  private static List<String> read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return RateFile.read("rates.csv", new ByteArrayInputStream(bytes)).stream()
        .map(rate -> rate.date() + " " + rate.currency() + " " + rate.perEuro())
        .toList();
  }

  @Test
  void theWideFormHasAColumnForEachCurrencyAndGapsWhereThereIsNoRate() {
    assertEquals(
        List.of(
            "2025-06-12 CHF 0.9381",
            "2025-06-12 NOK 11.4900",
            "2025-06-11 NOK 11.52",
            "2025-06-10 CHF 0.9377"),
        read(
            """
            Date,CHF,HRK,NOK,
            2025-06-12,0.9381,N/A,11.4900,
            2025-06-11,,N/A,11.52,
            2025-06-10,0.9377,N/A,N/A,
            """));
  }

  @Test
  void theLongFormHasALineForEachRate() {
    assertEquals(
        List.of("2025-06-12 TND 3.3910", "2025-06-11 DZD 150.2"),
        read("date,currency,rate\n2025-06-12,TND,3.3910\n2025-06-11,DZD,150.2\n"));
  }

  @Test
  void marksBlanksLineEndsAndEmptyLinesChangeNothing() {
    assertEquals(
        List.of("2025-06-12 CHF 0.9381"),
        read("\uFEFFDate, CHF, \r\n\r\n2025-06-12, 0.9381, \r\n\r\n"));
    assertEquals(
        List.of("2025-06-12 TND 3.391"), read("\uFEFFDATE,Currency,RATE,\n2025-06-12,TND,3.391,"));
  }

  @Test
  void theLastCellMayBeEmptyWithACommaBehindItOrWithout() {
    assertEquals(List.of("2025-06-12 CHF 0.9"), read("Date,CHF,NOK,\n2025-06-12,0.9,,\n"));
    assertRefused(
        "line 2: 2 cells under 3 headings", "Date,CHF,NOK\n2025-06-12,0.9,\n2025-06-11,0.9,1\n");
  }

  @Test
  void whatIsNoRateIsRefusedWithItsLine() {
    String wide = "Date,CHF,\n2025-06-12,0.9381,\n";
    for (String cell : List.of(".", "NaN", "-", "0,94", "-1", "+1", "1e0", "1.", ".5", "null")) {
      assertRefused("line 3: ", wide + "2025-06-11," + cell + ",\n");
    }
    assertRefused("line 2: rate 0 of CHF is not over 0.0001", "Date,CHF\n2025-06-12,0\n");
    assertRefused("line 2: rate 0.0001 of CHF is not", "Date,CHF\n2025-06-12,0.0001\n");
    assertRefused("line 2: rate 1000000001 of CHF", "Date,CHF\n2025-06-12,1000000001\n");
    assertRefused("line 2: rate 1.000000001 of CHF", "Date,CHF\n2025-06-12,1.000000001\n");
  }

  @Test
  void aDateIsOfTheCalendarAndOfOneForm() {
    assertRefused(
        "line 2: date '12 June 2025' is not of the form yyyy-MM-dd",
        "Date, CHF, \n12 June 2025, 0.94, \n");
    assertRefused("line 2: date '2025-6-12' is not", "Date,CHF\n2025-6-12,0.94\n");
    assertRefused("line 2: '2025-02-29' is no day", "Date,CHF\n2025-02-29,0.94\n");
  }

  @Test
  void aHeadingOfAnotherFormIsRefused() {
    assertRefused(
        "rates.csv, line 1: the heading is 'KEY,CURRENCY,TIME_PERIOD,OBS_VALUE', not 'Date,'",
        "KEY,CURRENCY,TIME_PERIOD,OBS_VALUE\nEXR,CHF,2025-06-12,0.94\n");
    assertRefused("line 1: the heading is '\"\";SERIES'", "\"\";SERIES\n\"\";CHF\n");
    assertRefused("line 1: column 'Francs' is", "Date,Francs,\n2025-06-12,0.94,\n");
    assertRefused("line 1: column '' is", "Date,,CHF\n2025-06-12,,0.94\n");
    assertRefused("line 1: column 'EUR' is EUR", "Date,EUR\n2025-06-12,1\n");
    assertRefused("line 1: column 'CHF' is EUR, there twice", "Date,CHF,CHF\n2025-06-12,1,1\n");
    assertRefused("line 2: EUR has rate 1", "date,currency,rate\n2025-06-12,EUR,1\n");
    assertRefused("line 2: 'chf' is no currency", "date,currency,rate\n2025-06-12,chf,1\n");
  }

  @Test
  void aFileWithoutRatesIsNone() {
    assertRefused("rates.csv holds no rate", "");
    assertRefused("rates.csv holds no rate", "Date,CHF,\n2025-06-12,N/A,\n");
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                RateFile.read(
                    "rates.csv", new ByteArrayInputStream(new byte[] {'D', (byte) 0xE9})));
    assertEquals("rates.csv is not UTF-8; convert it", failure.getMessage());
  }

  private static void assertRefused(String why, String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> read(text), text).getMessage();
    assertTrue(message.contains(why), message);
  }
}
