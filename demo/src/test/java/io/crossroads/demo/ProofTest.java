package io.crossroads.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.Reconciliation.Partition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofTest {

  private static Proof proof(ProducerReport produced, boolean exact, Partition... partitions) {
    return new Proof(
        produced,
        new Reconciliation(
            List.of(partitions), Map.of(), Map.of(), List.of(), "file:/a", "file:/r", exact));
  }

  @Test
  void whatWasSentIsTheSumOverAllPartitions() {
    Proof proof =
        proof(
            new ProducerReport(3000, 3000, 0),
            true,
            new Partition(1900, 40, 0, 0),
            new Partition(1044, 16, 0, 0));

    assertEquals("3,000 sent = 2,944 archived + 56 rejected; 0 missing, 0 twice", proof.text());
  }

  @Test
  void oneRowTooFewOrTooManyIsNoProof() {
    assertNoProof(proof(new ProducerReport(100, 100, 0), true, new Partition(98, 1, 0, 0)));
    assertNoProof(proof(new ProducerReport(100, 100, 0), true, new Partition(99, 2, 0, 0)));
  }

  @Test
  void aMissingRowBesideOneThatIsThereTwiceIsNoProof() {
    assertNoProof(proof(new ProducerReport(100, 100, 0), false, new Partition(99, 1, 1, 1)));
  }

  @Test
  void aRecordThatMayOrMayNotHaveArrivedIsNoProof() {
    assertNoProof(proof(new ProducerReport(100, 99, 1), true, new Partition(99, 1, 0, 0)));
  }

  private static void assertNoProof(Proof proof) {
    CommandFailure failure = assertThrows(CommandFailure.class, proof::text);
    assertTrue(failure.getMessage().startsWith("NOT proved"), failure::getMessage);
  }
}
