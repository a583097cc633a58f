package io.crossroads.demo;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The steps of a demo depend one way. */
class StepsTest {

  @Test
  void whatStartsKnowsNotWhatWatchesNorWhatCameOut() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("demo")
        .definedBy("io.crossroads.demo")
        .layer("watch")
        .definedBy("io.crossroads.demo.watch")
        .layer("result")
        .definedBy("io.crossroads.demo.result")
        .layer("process")
        .definedBy("io.crossroads.demo.process")
        .layer("setup")
        .definedBy("io.crossroads.demo.setup")
        .whereLayer("watch")
        .mayOnlyBeAccessedByLayers("demo")
        .whereLayer("result")
        .mayOnlyBeAccessedByLayers("demo")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("demo", "watch")
        .whereLayer("setup")
        .mayOnlyBeAccessedByLayers("demo", "watch", "result", "process")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.crossroads.demo"));
  }
}
