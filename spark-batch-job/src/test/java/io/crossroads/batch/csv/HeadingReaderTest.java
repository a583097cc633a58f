package io.crossroads.batch.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadingReaderTest {

  private static Heading read(String text) throws BadHeadingException {
    return new HeadingReader(Reading.LAYOUT, text.getBytes(StandardCharsets.UTF_8), true).read();
  }

  private static List<Integer> cells(String text) throws BadHeadingException {
    return read(text).columns().stream().map(CsvColumn::cell).toList();
  }

  private static String refusal(String text) {
    return assertThrows(BadHeadingException.class, () -> read(text)).getMessage();
  }

  @Test
  void findsColumnsByNameInAnyOrderAndCaseAmongOthers() throws BadHeadingException {
    assertEquals(List.of(4, 0, 2, 1), cells("JUNCTION,id,vehicles,weather,date_time\n"));
    assertEquals(5, read("JUNCTION,id,vehicles,weather,date_time\n").cells());
  }

  @Test
  void findsColumnsByTheNamesThatPeopleGiveThem() throws BadHeadingException {
    assertEquals(List.of(0, 1, 2, 3), cells("Date-Time,Intersection,Vehicle Count,row_id"));
    assertEquals(List.of(0, 1, 2, 3), cells("timestamp,JunctionID,volume,Id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DateTime;Junction;Vehicles;ID\n",
        "DateTime\tJunction\tVehicles\tID\r\n",
        "\"DateTime\",\"Junction\",\"Vehicles\",\"ID\"\n",
        "\uFEFFDateTime,Junction,Vehicles,ID\n",
        "\n  \r\n\nDateTime,Junction,Vehicles,ID\n",
        "sep=;\r\nDateTime;Junction;Vehicles;ID\r\n",
        "\uFEFFsep=|\nDateTime|Junction|Vehicles|ID\n",
        " DateTime , Junction , Vehicles , ID \n"
      })
  void takesSeparatorsMarksQuotesAndBlanksAsTheyCome(String heading) throws BadHeadingException {
    String text = heading + "2015";
    assertEquals(List.of(0, 1, 2, 3), cells(text));
    Heading read = read(text);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(bytes.length - 4, read.bytes());
    assertEquals(text.chars().filter(c -> c == '\n').count(), read.lines());
  }

  @Test
  void aMissingColumnIsNamedWithTheNamesItMayHaveAndTheHeading() {
    assertEquals(
        "no column 'junction' (also called Junction, JunctionId, intersection) in the heading:"
            + " DateTime,Vehicles,ID",
        refusal("DateTime,Vehicles,ID\n"));
  }

  @Test
  void aColumnThatIsThereTwiceIsNamed() {
    assertEquals(
        "column 'vehicles' is there 2 times, as Count, count, in the heading:"
            + " DateTime,Junction,Count,count,ID",
        refusal("DateTime,Junction,Count,count,ID\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF", " \r\n"})
  void anEmptyFileIsRefused(String text) {
    assertEquals("it is empty: not even a heading", refusal(text));
  }

  @Test
  void carriageReturnsAsLineEndsAreRefused() {
    assertEquals(
        "its lines end with a carriage return alone; save it with LF or CRLF line ends",
        refusal("DateTime,Junction,Vehicles,ID\r2015-11-01,1,1,1\r"));
  }
}
