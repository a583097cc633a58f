package io.crossroads.batch.analyses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.testkit.LocalSpark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What is usual in a currency is the median and the MAD as a sorted list has them, exactly. */
class UsualAmountsTest {

  private static final StructType ARCHIVE =
      new StructType()
          .add("devise", DataTypes.StringType)
          .add("montant", DataTypes.createDecimalType(17, 4));

  private static BigDecimal lowerMedian(List<BigDecimal> values) {
    List<BigDecimal> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((sorted.size() + 1) / 2 - 1);
  }

  @Test
  void aCurrencyOfFiftyPaymentsHasAMedianAndAMad() {
    Random random = new Random(7);
    List<Row> archive = new ArrayList<>();
    TreeMap<String, List<BigDecimal>> amounts = new TreeMap<>();
    TreeMap<String, Integer> counts = new TreeMap<>();
    counts.put("EUR", 501);
    counts.put("JPY", 50);
    counts.put("MAD", 49);
    counts.put("USD", 200);
    counts.forEach(
        (devise, count) -> {
          for (int i = 0; i < count; i++) {
            BigDecimal amount =
                devise.equals("USD")
                    ? new BigDecimal("5.0000")
                    : BigDecimal.valueOf(1 + random.nextInt(10_000_000), 4);
            amounts.computeIfAbsent(devise, none -> new ArrayList<>()).add(amount);
            archive.add(RowFactory.create(devise, amount));
          }
        });
    Collections.shuffle(archive, random);
    Analysis usual =
        Pipelines.named("transactions").analyses().stream()
            .filter(analysis -> analysis.name().equals("usual_amounts"))
            .findFirst()
            .orElseThrow();
    LocalSpark.session().createDataFrame(archive, ARCHIVE).createOrReplaceTempView("archive");

    List<Row> expected = new ArrayList<>();
    for (String devise : List.of("EUR", "JPY")) {
      BigDecimal median = lowerMedian(amounts.get(devise));
      List<BigDecimal> distances =
          amounts.get(devise).stream().map(amount -> amount.subtract(median).abs()).toList();
      expected.add(RowFactory.create(devise, median, lowerMedian(distances)));
    }
    assertEquals(
        expected,
        LocalSpark.session().sql(usual.sql()).collectAsList(),
        "too few of MAD, and USD is always the same");
  }
}
