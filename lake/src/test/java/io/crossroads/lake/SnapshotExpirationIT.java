package io.crossroads.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;

class SnapshotExpirationIT {

  @Test
  void metadataStaysSmallAndNoRowIsLost() throws IOException {
    try (LakeCatalog catalog = TestCatalog.get().open()) {
      Table table = catalog.ensure(TestCatalog.get().numbers());
      PositionedTable positioned = new PositionedTable(table);
      SnapshotExpiration expiration = new SnapshotExpiration(5, 3);

      Optional<Position> at = Optional.empty();
      for (int i = 0; i < 60; i++) {
        Position next =
            new Position("t", "id", new TreeMap<>(Map.of(0, new PartitionPosition(i + 1, 0))));
        positioned.commit(at, next, List.of(TestCatalog.file(table, i, i + 1)));
        expiration.clean(table);
        at = Optional.of(next);
      }

      assertEquals(LongStream.range(0, 60).boxed().toList(), TestCatalog.read(table));
      assertEquals(at, positioned.position());
      int snapshots = 0;
      for (var ignored : table.snapshots()) {
        snapshots++;
      }
      assertTrue(snapshots >= 5 && snapshots < 8, snapshots + " snapshots");
      int manifests = table.currentSnapshot().allManifests(table.io()).size();
      assertTrue(manifests < 25, manifests + " manifests");
      long files = metadataFiles(table);
      assertTrue(files < 60, files + " files of metadata");
    }
  }

  private static long metadataFiles(Table table) throws IOException {
    Path folder = Path.of(URI.create(table.location()).getPath(), "metadata");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }
}
