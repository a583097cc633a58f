package io.crossroads.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LakeCatalogIT {

  private final LakeCatalog catalog = TestCatalog.get().open();
  private final TableDefinition numbers = TestCatalog.get().numbers();

  @AfterEach
  void close() {
    catalog.close();
  }

  private TableDefinition withColumn(NestedField column) {
    return new TableDefinition(
        numbers.name(),
        numbers.location(),
        new Schema(TestCatalog.NUMBERS.columns().get(0), column),
        numbers.partitions(),
        numbers.properties());
  }

  @Test
  void aTableIsCreatedWhereItsDefinitionSays() {
    assertEquals(Optional.empty(), catalog.find(numbers.name()));

    Table created = catalog.ensure(numbers);

    assertEquals(numbers.location(), created.location());
    assertEquals(created.uuid(), catalog.ensure(numbers).uuid());
  }

  @Test
  void twoThatCreateItAtOnceGetTheSameTable() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Callable<Object> create =
          () -> {
            try (LakeCatalog own = TestCatalog.get().open()) {
              return own.ensure(numbers).uuid();
            }
          };
      var created = both.invokeAll(List.of(create, create));
      assertEquals(created.get(0).get(), created.get(1).get());
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  void manyThatFindADatabaseWithoutTablesOpenItAtOnce() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 25; round++) {
        CatalogSettings empty = TestCatalog.get().createDatabase();
        List<Callable<Object>> opens = Collections.nCopies(8, () -> findNumbers(empty));
        for (var found : many.invokeAll(opens)) {
          assertEquals(Optional.empty(), found.get());
        }
      }
    } finally {
      many.shutdownNow();
    }
  }

  private Object findNumbers(CatalogSettings settings) {
    try (LakeCatalog own =
        LakeCatalog.open(settings, TestCatalog.get().lake(), new Configuration())) {
      return own.find(numbers.name());
    }
  }

  @Test
  void anOptionalColumnThatIsNewIsAdded() {
    catalog.ensure(numbers);

    Table table =
        catalog.ensure(
            withColumn(NestedField.optional(2, "comment", Types.StringType.get(), "New")));

    assertEquals("New", table.schema().findField("comment").doc());
  }

  @Test
  void aTableThatDoesNotFitIsRefusedWithTheColumn() {
    catalog.ensure(numbers);
    for (NestedField wanted :
        List.of(
            NestedField.required(1, "number", Types.StringType.get(), "Not a number"),
            NestedField.required(2, "more", Types.LongType.get(), "Rows have none"))) {
      TableDefinition other =
          wanted.name().equals("number")
              ? new TableDefinition(
                  numbers.name(),
                  numbers.location(),
                  new Schema(wanted),
                  numbers.partitions(),
                  numbers.properties())
              : withColumn(wanted);
      CommandFailure failure = assertThrows(CommandFailure.class, () -> catalog.ensure(other));
      assertTrue(failure.getMessage().contains(wanted.name()), failure.getMessage());
    }
  }

  @Test
  void aTableInOtherStorageThanTheLakeIsRefusedWithBothPlaces() {
    catalog.ensure(numbers);
    String elsewhere = "hdfs://name:8020/datalake/numbers";
    TableDefinition moved =
        new TableDefinition(
            numbers.name(), elsewhere, numbers.schema(), numbers.partitions(), Map.of());

    CommandFailure failure = assertThrows(CommandFailure.class, () -> catalog.ensure(moved));
    assertTrue(failure.getMessage().contains(numbers.location()), failure.getMessage());
    assertTrue(failure.getMessage().contains(elsewhere), failure.getMessage());
  }

  @Test
  void aRequiredColumnThatNobodyFillsIsRefused() {
    catalog.ensure(withColumn(NestedField.required(2, "more", Types.LongType.get(), "Must be")));

    CommandFailure failure = assertThrows(CommandFailure.class, () -> catalog.ensure(numbers));
    assertTrue(failure.getMessage().contains("more"), failure.getMessage());
  }
}
