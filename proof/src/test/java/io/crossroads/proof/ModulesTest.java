package io.crossroads.proof;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.crossroads.embedded.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: pipelines, layers, their two adapters, jobs and serving. */
class ModulesTest {

  private static final List<String> MODULES =
      List.of(
          "pipelines",
          "layers",
          "cli",
          "store",
          "lake",
          "sql",
          "producer",
          "serving",
          "spark-streaming-job",
          "spark-batch-job",
          "testkit");

  private static final String[] ENGINES = {
    "org.apache.spark..", "org.apache.kafka..", "org.apache.iceberg..", "org.apache.hadoop..",
  };

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    List<Path> folders =
        MODULES.stream()
            .map(module -> Repository.root().resolve(module).resolve("target/classes"))
            .toList();
    classes = new ClassFileImporter().importPaths(folders);
    for (String known :
        List.of("layers.horizon.Horizon", "store.SpeedStore", "lake.PositionedTable")) {
      assertTrue(classes.contain("io.crossroads." + known), known + " is not among the classes");
    }
  }

  private static void notFrom(String origin, String... to) {
    noClasses()
        .that()
        .resideInAPackage("io.crossroads." + origin + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .check(classes);
  }

  @Test
  void pipelinesKnowNothingButThemselves() {
    notFrom("pipelines", ENGINES);
    notFrom(
        "pipelines",
        "java.sql..",
        "io.crossroads.layers..",
        "io.crossroads.store..",
        "io.crossroads.lake..",
        "io.crossroads.producer..",
        "io.crossroads.streaming..",
        "io.crossroads.batch..",
        "io.crossroads.serving..");
  }

  @Test
  void layersArePlainJava() {
    notFrom("layers", ENGINES);
    notFrom(
        "layers",
        "java.sql..",
        "io.crossroads.cli..",
        "io.crossroads.store..",
        "io.crossroads.lake..",
        "io.crossroads.streaming..",
        "io.crossroads.batch..",
        "io.crossroads.serving..");
  }

  @Test
  void storeAndLakeDoNotKnowEachOther() {
    notFrom("store", "io.crossroads.lake..");
    notFrom("lake", "io.crossroads.store..");
    notFrom("store", ENGINES);
  }

  @Test
  void nobodyKnowsAJob() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.crossroads.streaming..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.crossroads.streaming..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.crossroads.batch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.crossroads.batch..")
        .check(classes);
  }

  @Test
  void sqlNeedsNoEngineOfTheJobsAndNobodyNeedsSql() {
    notFrom("sql", "org.apache.spark..", "org.apache.kafka..", "org.apache.hadoop..");
    notFrom("sql", "io.crossroads.producer..", "io.crossroads.serving..");
    noClasses()
        .that()
        .resideOutsideOfPackage("io.crossroads.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.crossroads.sql..")
        .check(classes);
  }

  @Test
  void servingKnowsTheStoreAlone() {
    notFrom("serving", ENGINES);
    notFrom("serving", "io.crossroads.lake..", "io.crossroads.producer..");
  }

  @Test
  void whatTestsShareRestsOnServicesAloneAndNoProgramOnIt() {
    noClasses()
        .that()
        .resideInAPackage("io.crossroads.testkit..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.crossroads..")
                .and(
                    not(resideInAnyPackage("io.crossroads.testkit..", "io.crossroads.embedded.."))))
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.crossroads.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.crossroads.testkit..")
        .check(classes);
  }

  @Test
  void stepsOfTheStreamingJobDependOneWay() {
    slices().matching("io.crossroads.streaming.(*)..").should().beFreeOfCycles().check(classes);
    notFrom("streaming.source", besides("source"));
    notFrom("streaming.query", besides("query", "source"));
    notFrom("streaming.files", besides("files", "source"));
    notFrom("streaming.archive", besides("archive", "files", "query", "source"));
    notFrom("streaming.speed", besides("speed", "query", "source"));
  }

  /** The packages of the streaming job that are not among these. */
  private static String[] besides(String... known) {
    return Stream.of("run", "archive", "speed", "files", "query", "source")
        .filter(step -> !List.of(known).contains(step))
        .map(step -> "io.crossroads.streaming." + step + "..")
        .toArray(String[]::new);
  }
}
